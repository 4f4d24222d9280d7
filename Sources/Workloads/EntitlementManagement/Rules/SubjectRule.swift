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
    let object = try Subjects.directoryObject(new.properties, transaction)
    if transaction.origin == .request, object == nil {
      if let id = new.properties["objectId"]?.stringValue { throw EntitlementError.notFound(id) }
      guard new.properties["email"]?.stringValue != nil else { throw EntitlementError.invalidModel }
    }
    if let object { Subjects.fill(&new.properties, from: object) }
    if new.properties["type"] == nil { new.properties["type"] = "User" }
  }
}
