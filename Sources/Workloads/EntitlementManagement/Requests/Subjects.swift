import EntityModel
import GRDB
import GraphStore
import JSON
import OData

/// The subjects of directory objects and of addresses outside.
enum Subjects {
  /// Fills in what a subject copies from its directory object.
  static func complete(_ subject: Entity, _ transaction: WriteTransaction) throws {
    var values = Dictionary(subject.properties.members.map { ($0.name, $0.value) }) { first, _ in first }
    guard let object = try directoryObject(values, transaction) else { return }
    fill(&values, from: object)
    _ = try transaction.update(subject) { subject in
      for (name, value) in values { subject.properties[name] = value }
    }
  }

  static func fill(_ values: inout [String: JSONValue], from object: Entity) {
    let isUser = object.type.name == DirectoryType.user
    let name = object.properties["userPrincipalName"]
    for (property, value) in [
      ("objectId", JSONValue.string(object.id)), ("displayName", object.properties["displayName"]),
      ("principalName", isUser ? name : object.properties["appId"]),
      ("email", isUser ? object.properties["mail"] ?? name : nil),
      ("type", isUser ? "User" : "ServicePrincipal"),
    ] where values[property] ?? .null == .null { values[property] = value }
  }

  static func directoryObject(
    _ values: [String: JSONValue], _ transaction: WriteTransaction
  ) throws -> Entity? {
    let table = try transaction.table(DirectoryType.object)
    if let id = values["objectId"]?.stringValue { return try transaction.entity(id: id, in: table) }
    guard let email = values["email"]?.stringValue else { return nil }
    return try transaction.entity("mail", is: email, in: table)
      ?? transaction.entity("userPrincipalName", is: email, in: table)
  }

  // MARK: Finding

  /// The directory object that a subject stands for; nil for an address outside.
  static func object(of subject: Int64?, _ transaction: WriteTransaction) throws -> Entity? {
    try transaction.entity(key: subject, type: EntitlementType.subject).flatMap {
      try object(of: $0, transaction)
    }
  }

  static func object(of subject: Entity, _ transaction: WriteTransaction) throws -> Entity? {
    guard let id = subject.string("objectId") else { return nil }
    return try transaction.entity(id: id, in: transaction.table(DirectoryType.object))
  }

  static func subject(ofObject id: String, _ transaction: WriteTransaction) throws -> Entity? {
    try transaction.entity("objectId", is: id, in: transaction.table(EntitlementType.subject))
  }

  static func subject(withAddress email: String, _ transaction: WriteTransaction) throws -> Entity? {
    if let object = try directoryObject(["email": .string(email)], transaction),
      let subject = try subject(ofObject: object.id, transaction)
    {
      return subject
    }
    let table = try transaction.table(EntitlementType.subject)
    return try transaction.entities(
      table, where: "\(table.foldedSQL("email")) = fold(?)", [email]
    ).first
  }

  /// The subject of a directory object, made when there is none.
  static func ensure(forObject id: String, _ transaction: WriteTransaction) throws -> Entity {
    if let found = try subject(ofObject: id, transaction) { return found }
    let type = try transaction.structuredType(EntitlementType.subject)
    var new = NewEntity(draft: Draft(type: type), type: type, owner: nil)
    new.id = ContentGuid.of("subjects\n\(id.lowercased())")
    new.properties["objectId"] = .string(id)
    return try transaction.insert(new)
  }
}
