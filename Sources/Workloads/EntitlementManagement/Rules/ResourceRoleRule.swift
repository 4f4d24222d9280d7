import EntityModel
import GRDB
import GraphContract
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

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    try ResourcePart.checkOwner(of: new, transaction)
  }

  func willDelete(_ entity: Entity, _ transaction: WriteTransaction) throws {
    try ResourcePart.checkUse(of: entity, as: "accessPackageResourceRole", transaction)
  }
}

/// Finds the scope that an inline one means.
struct ResourceScopeRule: EntityRule {
  let types = [EntitlementType.scope]

  func existing(_ draft: Draft, _ transaction: WriteTransaction) throws -> Entity? {
    try ResourcePart.find(draft, transaction)
  }

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    try ResourcePart.checkOwner(of: new, transaction)
  }

  func willDelete(_ entity: Entity, _ transaction: WriteTransaction) throws {
    try ResourcePart.checkUse(of: entity, as: "accessPackageResourceScope", transaction)
  }
}

enum ResourcePart {
  /// One that no resource has, made because an inline one means none that is there, could never be found again.
  static func checkOwner(of new: NewEntity, _ transaction: WriteTransaction) throws {
    guard new.owner == nil else { return }
    let origin = new.properties["originId"]?.stringValue ?? ""
    guard transaction.origin == .seed else { throw EntitlementError.notFound(origin) }
    throw GraphError.seedMistake("no resource has an \(new.type.shortName) '\(origin)'")
  }

  /// What a package gives stays (entitlement-management section 4).
  static func checkUse(
    of entity: Entity, as reference: String, _ transaction: WriteTransaction
  ) throws {
    guard transaction.origin == .request,
      try transaction.refers(EntitlementType.roleScope, reference, to: entity)
    else { return }
    throw EntitlementError.resourceInUse(entity.string("displayName") ?? entity.id)
  }

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
