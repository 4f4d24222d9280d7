import EntityModel
import GRDB
import GraphStore
import JSON
import OData

/// Finds the role that an inline one means: by origin, in the resource that it names.
struct ResourceRoleRule: EntityRule {
  let types = [EntitlementType.role]

  func existing(_ draft: Draft, _ transaction: WriteTransaction) throws -> Entity? {
    if let found = try ResourcePart.find(draft, transaction) { return found }
    guard transaction.origin == .request else { return nil }
    throw EntitlementError.roleNotFound
  }
}

/// Finds the scope that an inline one means.
struct ResourceScopeRule: EntityRule {
  let types = [EntitlementType.scope]

  func existing(_ draft: Draft, _ transaction: WriteTransaction) throws -> Entity? {
    try ResourcePart.find(draft, transaction)
  }
}

enum ResourcePart {
  static func find(_ draft: Draft, _ transaction: WriteTransaction) throws -> Entity? {
    guard let origin = draft.properties["originId"]?.stringValue else { return nil }
    let resource = try namedResource(draft, transaction)
    let parts = try transaction.entities(
      transaction.table(draft.type.storedName), where: "json_extract(properties, '$.originId') = ?", [origin])
    guard let resource else { return parts.first }
    return parts.first { $0.owner == resource }
  }

  /// Key of the resource that `accessPackageResource` names by id.
  private static func namedResource(_ draft: Draft, _ transaction: WriteTransaction) throws -> Int64? {
    let child = draft.children.first { $0.navigation.storedName == "accessPackageResource" }?.drafts.first
    guard let id = child?.id else { return nil }
    let found = try transaction.entities(
      transaction.table(EntitlementType.resource), where: "id = ?", [Guid.normalizedIdentifier(id)])
    if found.isEmpty, transaction.origin == .request { throw EntitlementError.notFound(id) }
    return found.first?.key
  }
}
