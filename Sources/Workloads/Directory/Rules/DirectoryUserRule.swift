import GraphStore
import JSON

/// What the server makes of a user and what it refuses (directory.md section 2, seed-format section 3).
struct DirectoryUserRule: EntityRule {
  let types = [DirectoryType.user]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    if transaction.origin == .seed {
      try new.requireInSeed("userPrincipalName")
      applySeedDefaults(to: &new, transaction)
    }
    new.properties["usageLocation"] = new.properties["usageLocation"].map(Self.upperCased)
    if transaction.origin == .request { try UserChecks.creation(new.properties, transaction) }
    try noteDomain(
      of: new.properties["userPrincipalName"]?.stringValue, isDeleted: new.deleted != nil, transaction)
    new.setDefault("createdDateTime", .string(transaction.moment.seconds), transaction)
    new.setDefault("identities", try identities(of: new, transaction), transaction)
    if Password.inProfile(new.properties["passwordProfile"]) != nil {
      new.setDefault("lastPasswordChangeDateTime", .string(transaction.moment.seconds), transaction)
    }
    renameIfDeleted(&new, transaction)
  }

  private func applySeedDefaults(to new: inout NewEntity, _ transaction: WriteTransaction) {
    let name = new.properties["userPrincipalName"]?.stringValue ?? ""
    let local = UserPrincipalName(name)?.local ?? name
    new.setDefault("displayName", .string(local), transaction)
    new.setDefault("mailNickname", .string(local), transaction)
    new.setDefault("accountEnabled", .bool(true), transaction)
  }

  private func identities(of new: NewEntity, _ transaction: WriteTransaction) throws -> JSONValue {
    guard let name = new.properties["userPrincipalName"] else { return [] }
    return [
      [
        "signInType": "userPrincipalName",
        "issuer": .string(try initialDomain(transaction)), "issuerAssignedId": name,
      ]
    ]
  }

  private func initialDomain(_ transaction: WriteTransaction) throws -> String {
    let work = DomainWork.of(transaction)
    if let known = work.initial { return known }
    let domain = try VerifiedDomains(of: transaction).initial
    work.initial = domain
    return domain
  }

  private func renameIfDeleted(_ new: inout NewEntity, _ transaction: WriteTransaction) {
    guard new.deleted != nil, let name = new.properties["userPrincipalName"]?.stringValue else { return }
    let id = new.id ?? transaction.tenant.identifiers.guid()
    new.id = id
    new.properties["userPrincipalName"] = .string(UserPrincipalName.deleted(name, id: id))
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    if let location = new.properties["usageLocation"] {
      new.properties["usageLocation"] = Self.upperCased(location)
    }
    guard transaction.origin != .rule else { return }
    if transaction.origin == .seed, new.deleted != nil, let name = new.string("userPrincipalName") {
      new.properties["userPrincipalName"] = .string(UserPrincipalName.deleted(name, id: new.id))
    }
    if transaction.origin == .request { try UserChecks.change(from: old, to: new, transaction) }
    if old.properties["passwordProfile"] != new.properties["passwordProfile"],
      Password.inProfile(new.properties["passwordProfile"]) != nil
    {
      new.properties["lastPasswordChangeDateTime"] = .string(transaction.moment.seconds)
    }
    if let name = new.string("userPrincipalName"), name != old.string("userPrincipalName") {
      try noteDomain(of: name, isDeleted: new.deleted != nil, transaction)
      new.properties["identities"] = Self.renamed(new.properties["identities"], name)
    }
  }

  /// The identity of kind `userPrincipalName` follows the name.
  private static func renamed(_ identities: JSONValue?, _ name: String) -> JSONValue? {
    identities?.arrayValue.map { entries in
      .array(
        entries.map { entry in
          guard var object = entry.objectValue, object["signInType"] == "userPrincipalName" else {
            return entry
          }
          object["issuerAssignedId"] = .string(name)
          return .object(object)
        })
    }
  }

  private static func upperCased(_ value: JSONValue) -> JSONValue {
    value.stringValue.map { .string($0.uppercased()) } ?? value
  }

  /// An open tenant makes a domain of whatever a name ends in; a seed's names are counted at its end.
  private func noteDomain(of name: String?, isDeleted: Bool, _ transaction: WriteTransaction) throws {
    guard !isDeleted, let domain = name.flatMap(UserPrincipalName.init)?.domain else { return }
    if transaction.loadsSeed {
      DomainWork.of(transaction).seeded.append(domain)
    } else {
      try VerifiedDomains(of: transaction).require(domain, transaction)
    }
  }
}
