import EntityModel
import GRDB
import GraphStore
import JSON
import OData

/// The subjects of directory objects and of addresses outside.
enum Subjects {
  /// Fills in what a subject copies from its directory object.
  static func complete(_ subject: Entity, _ transaction: WriteTransaction) throws {
    let missing = try missing(in: subject, transaction)
    guard !missing.isEmpty else { return }
    _ = try transaction.update(subject) { subject in
      for (name, value) in missing { subject.properties[name] = value }
    }
  }

  /// What a subject could copy from its directory object and has not.
  static func missing(
    in subject: Entity, _ transaction: WriteTransaction
  ) throws -> [(name: String, value: JSONValue)] {
    let object = try directoryObject(
      id: subject.properties["objectId"], email: subject.properties["email"], transaction)
    guard let object else { return [] }
    return copied(from: object).filter { subject.properties[$0.name] == nil }
  }

  /// What a subject copies from its directory object.
  static func copied(from object: Entity) -> [(name: String, value: JSONValue)] {
    let isUser = object.type.name == DirectoryType.user
    let name = object.properties["userPrincipalName"]
    return [
      ("objectId", JSONValue.string(object.id)), ("displayName", object.properties["displayName"]),
      ("principalName", isUser ? name : object.properties["appId"]),
      ("email", isUser ? object.properties["mail"] ?? name : nil),
      ("type", isUser ? "User" : "ServicePrincipal"),
    ].compactMap { name, value in value.map { (name, $0) } }
  }

  /// - Parameters: what a subject has of them; an id that is said to be none is no reason to look for an address.
  static func directoryObject(
    id: JSONValue?, email: JSONValue?, _ transaction: WriteTransaction
  ) throws -> Entity? {
    let table = try transaction.table(DirectoryType.object)
    if let id = id?.stringValue { return try transaction.entity(id: id, in: table) }
    guard id == nil, let email = email?.stringValue else { return nil }
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
    if let object = try directoryObject(id: nil, email: .string(email), transaction),
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

  /// Whether anything is assigned to it or asked for by it.
  static func isInUse(_ subject: Entity, _ transaction: WriteTransaction) throws -> Bool {
    let uses = [
      (EntitlementType.assignment, "target"), (EntitlementType.request, "requestor"),
      (EntitlementType.resourceRole, "accessPackageSubject"), (EntitlementType.resourceRequest, "requestor"),
    ]
    return try uses.contains { try transaction.refers($0, $1, to: subject) }
  }
}
