import GraphStore
import JSON

/// `addPassword`: the service makes the secret, and shows it this once.
struct AddPassword: OperationRule {
  let operations = ["microsoft.graph.addPassword"]
  /// Two years of the calendar's usual length.
  private static let life: Int64 = 730 * 24 * 3600 * 10_000_000

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    guard let entity = call.entity else { return .empty(status: 204) }
    let asked = call.parameters["passwordCredential"]?.objectValue ?? [:]
    let start = asked["startDateTime"]?.stringValue.flatMap { Moment($0) } ?? transaction.moment
    let end = asked["endDateTime"]?.stringValue.flatMap { Moment($0) } ?? start.adding(atMost: Self.life)
    guard start < end else {
      throw DirectoryError.invalidValue("endDateTime", of: "PasswordCredential")
    }
    let secret = Self.secret(transaction.tenant.identifiers)
    var credential: JSONObject = [
      "customKeyIdentifier": asked["customKeyIdentifier"] ?? .null,
      "displayName": asked["displayName"] ?? .null, "endDateTime": .string(end.seconds),
      "hint": .string(String(secret.prefix(3))), "keyId": .string(transaction.tenant.identifiers.guid()),
      "secretText": .null, "startDateTime": .string(start.seconds),
    ]
    var credentials = Credentials(entity.properties)
    credentials.add(password: credential, secret: secret)
    try transaction.store(credentials, of: entity)
    credential["secretText"] = .string(secret)
    return .value(.object(credential))
  }

  /// 40 characters, of which the fourth to the sixth are those that secrets of the service have.
  private static func secret(_ identifiers: IdentifierSource) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~")
    let drawn = identifiers.draw(37, from: 0...letters.count - 1).map { letters[$0] }
    return String(drawn.prefix(3)) + "8Q~" + String(drawn.dropFirst(3))
  }
}

/// `removePassword`
struct RemovePassword: OperationRule {
  let operations = ["microsoft.graph.removePassword"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    try transaction.removeCredential(call) { $0.removePassword($1) }
  }
}

/// `addKey`: what is shown as proof is not looked at.
struct AddKey: OperationRule {
  let operations = ["microsoft.graph.addKey"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    guard let entity = call.entity else { return .empty(status: 204) }
    var credential = call.parameters["keyCredential"]?.objectValue ?? [:]
    guard let key = credential["key"]?.stringValue, !key.isEmpty else {
      throw DirectoryError.valueRequired("key", of: "KeyCredential")
    }
    if credential["startDateTime"]?.isNull != false {
      credential["startDateTime"] = .string(transaction.moment.seconds)
    }
    let shown = ["customKeyIdentifier", "displayName", "endDateTime"].map { ($0, credential[$0] ?? .null) }
    let made: [(String, JSONValue)] =
      shown + [
        ("key", .null), ("keyId", .string(transaction.tenant.identifiers.guid())),
        ("startDateTime", credential["startDateTime"] ?? .null),
        ("type", credential["type"] ?? .null), ("usage", credential["usage"] ?? .null),
      ]
    credential = JSONObject(made.map { JSONObject.Member(name: $0.0, value: $0.1) })
    var credentials = Credentials(entity.properties)
    credentials.add(key: credential, value: key)
    try transaction.store(credentials, of: entity)
    return .value(.object(credential))
  }
}

/// `removeKey`
struct RemoveKey: OperationRule {
  let operations = ["microsoft.graph.removeKey"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    try transaction.removeCredential(call) { $0.removeKey($1) }
  }
}

extension WriteTransaction {
  /// - Parameter remove: takes the one with that id away, and says whether it was there.
  fileprivate func removeCredential(
    _ call: OperationCall, removing remove: (inout Credentials, _ id: String) -> Bool
  ) throws -> OperationResult {
    guard let entity = call.entity else { return .empty(status: 204) }
    var credentials = Credentials(entity.properties)
    guard remove(&credentials, call.parameters["keyId"]?.stringValue ?? "") else {
      throw DirectoryError.credentialMissing
    }
    try store(credentials, of: entity)
    return .empty(status: 204)
  }

  fileprivate func store(_ credentials: Credentials, of entity: Entity) throws {
    _ = try asRule {
      try update(entity) { entity in
        for (name, value) in credentials.members { entity.properties[name] = value }
      }
    }
  }
}
