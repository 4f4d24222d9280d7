import GRDB
import GraphStore
import JSON

/// What a user signs in by, as the property `identities` says it: names that this directory knows (local accounts), and
/// those of other issuers.
struct UserIdentities {
  private(set) var entries: [JSONObject]

  init(_ value: JSONValue?) { entries = value?.arrayValue?.compactMap(\.objectValue) ?? [] }

  var isEmpty: Bool { entries.isEmpty }

  var json: JSONValue { .array(entries.map(JSONValue.object)) }

  /// Somebody signs in here, and not at another issuer.
  var needsPassword: Bool { isEmpty || hasLocalAccount || principalName != nil }

  /// By a name that is not the property `userPrincipalName`.
  var hasLocalAccount: Bool { entries.contains(where: Self.isLocal) }

  /// Who issues the names of local accounts.
  var localIssuers: [String] { entries.filter(Self.isLocal).compactMap { $0["issuer"]?.stringValue } }

  private static func isLocal(_ entry: JSONObject) -> Bool {
    let kind = entry["signInType"]?.stringValue ?? ""
    return kind.hasPrefix(address) || kind == name
  }

  /// The name of the kind that is the property `userPrincipalName` as well.
  var principalName: String? {
    entries.first { $0["signInType"]?.stringValue == Self.principal }?["issuerAssignedId"]?.stringValue
  }

  /// There is one name of that kind, and it is this one.
  func hasPrincipalName(_ name: String?) -> Bool {
    let names = entries.filter { $0["signInType"]?.stringValue == Self.principal }
    return names.map { $0["issuerAssignedId"]?.stringValue?.lowercased() } == [name?.lowercased()]
  }

  /// The property and the name of that kind, where there is any, are one.
  func requirePrincipalName(_ name: String?) throws {
    guard principalName == nil || hasPrincipalName(name) else {
      throw DirectoryError.invalidValue("identities", of: "User")
    }
  }

  /// Adds the name of that kind unless there is one.
  mutating func addPrincipalName(_ name: String, issuer: String) {
    guard principalName == nil else { return }
    entries.append([
      "signInType": .string(Self.principal), "issuer": .string(issuer), "issuerAssignedId": .string(name),
    ])
  }

  private static let address = "emailAddress"
  private static let name = "userName"
  private static let principal = "userPrincipalName"
}

extension UserIdentities {
  /// Each entry is whole and of its kind's form, and nobody else signs in by it. A kind may be any text, as the page of
  /// `objectIdentity` says.
  ///
  /// - Parameter key: of the user that has them; nil for a new one.
  func check(besides key: Int64?, _ transaction: WriteTransaction) throws {
    var seen: Set<[String]> = []
    for entry in entries {
      guard let kind = entry["signInType"]?.stringValue, let issuer = entry["issuer"]?.stringValue,
        let id = entry["issuerAssignedId"]?.stringValue, !kind.isEmpty, (1...512).contains(issuer.count),
        Self.isValid(id, of: kind)
      else { throw DirectoryError.invalidValue("identities", of: "User") }
      guard seen.insert([issuer.lowercased(), id.lowercased()]).inserted else {
        throw DirectoryError.duplicate("identities")
      }
    }
    try requireFree(besides: key, transaction)
  }

  /// Nobody else signs in by any of the names; the principal name is the store's to look at.
  func requireFree(besides key: Int64?, _ transaction: WriteTransaction) throws {
    for entry in entries where entry["signInType"]?.stringValue != Self.principal {
      guard let issuer = entry["issuer"]?.stringValue, let id = entry["issuerAssignedId"]?.stringValue,
        try Self.isTaken(id, issuer, besides: key, transaction)
      else { continue }
      throw DirectoryError.duplicate("identities")
    }
  }

  private static func isValid(_ id: String, of kind: String) -> Bool {
    if kind.hasPrefix(address) { return UserPrincipalName(id) != nil }
    guard kind == name else { return !id.isEmpty }
    return id.count <= 64 && id.first.map(isNameStart) == true
      && id.allSatisfy { isNameStart($0) || $0 == "-" || $0 == "_" }
  }

  private static func isNameStart(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber)
  }

  private static func isTaken(
    _ id: String, _ issuer: String, besides key: Int64?, _ transaction: WriteTransaction
  ) throws -> Bool {
    let sql = """
      SELECT 1 FROM directoryObject o CROSS JOIN json_each(o.properties, '$.identities') i
      WHERE o.type = '\(DirectoryType.user)' AND o.deleted IS NULL AND o.key IS NOT ?
        AND fold(json_extract(i.value, '$.issuerAssignedId')) = fold(?)
        AND fold(json_extract(i.value, '$.issuer')) = fold(?) LIMIT 1
      """
    return try Int.fetchOne(transaction.db.cachedStatement(sql: sql), arguments: [key, id, issuer]) != nil
  }
}
