import EntityModel
import GraphStore
import JSON
import OData

/// Whom entitlement management knows: its own id for a user or service principal, or for an address outside.
struct SubjectRule: EntityRule {
  let types = [EntitlementType.subject]

  func existing(_ draft: Draft, _ transaction: WriteTransaction) throws -> Entity? {
    if let id = draft.properties["objectId"]?.stringValue {
      return try Subjects.subject(ofObject: id, transaction)
    }
    guard let email = draft.properties["email"]?.stringValue else { return nil }
    return try Subjects.subject(withAddress: email, transaction)
  }

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    let object = try Subjects.directoryObject(
      id: new.properties["objectId"].flatMap { $0.isNull && transaction.origin != .seed ? nil : $0 },
      email: new.properties["email"], transaction)
    if transaction.origin == .request { try check(new, object) }
    if let object {
      for (name, value) in Subjects.copied(from: object) { new.setDefault(name, value, transaction) }
    }
    new.setDefault("type", "User", transaction)
  }

  private func check(_ new: NewEntity, _ object: Entity?) throws {
    let (id, email) = (new.properties["objectId"]?.stringValue, new.properties["email"]?.stringValue)
    let member = EntitlementError.member(new.draft.path, id == nil ? "email" : "objectId")
    if let object { return try SubjectChecks.checkKind(of: object, at: member) }
    if let id { throw EntitlementError.notFound(id) }
    guard let email else {
      throw EntitlementError.invalidModel(
        at: EntitlementError.member(new.draft.path), "A subject has an 'objectId' or an 'email'.")
    }
    try SubjectChecks.checkAddress(email, at: member)
  }

  /// An assignment, a request or a role would be nobody's.
  func willDelete(_ entity: Entity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request, try Subjects.isInUse(entity, transaction) else { return }
    throw EntitlementError.invalidOperation(
      "The subject '\(entity.string("displayName") ?? entity.id)' cannot be deleted because assignments or requests "
        + "refer to it.")
  }
}
