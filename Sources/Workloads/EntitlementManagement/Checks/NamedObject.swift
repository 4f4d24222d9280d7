import EntityModel
import GraphStore
import JSON
import OData

/// Objects that a body only names: `{"accessPackage": {"id": "…"}}`.
enum NamedObject {
  /// Refuses an inline object that says nothing but its id, once it is known that there is none with that id.
  ///
  /// - Returns: nil, since no other object is meant.
  static func check(_ draft: Draft, _ transaction: WriteTransaction) throws -> Entity? {
    guard transaction.origin == .request, let id = draft.id, draft.properties.isEmpty,
      draft.references.isEmpty, draft.children.isEmpty
    else { return nil }
    throw EntitlementError.notFound(id)
  }
}

/// Assignments and catalogs that a body names and that are not there.
struct NamedObjectRule: EntityRule {
  let types = [EntitlementType.assignment, EntitlementType.catalog]

  func existing(_ draft: Draft, _ transaction: WriteTransaction) throws -> Entity? {
    try NamedObject.check(draft, transaction)
  }
}
