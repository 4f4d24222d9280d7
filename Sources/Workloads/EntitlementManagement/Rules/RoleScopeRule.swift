import GRDB
import GraphStore
import JSON

/// The roles of a package: what each assignment of it gives (entitlement-management 1.6).
struct RoleScopeRule: EntityRule {
  let types = [EntitlementType.roleScope]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    guard
      let role = try transaction.entity(
        key: new.references["accessPackageResourceRole"], type: EntitlementType.role)
    else { throw EntitlementError.roleNotFound }
    let scope = try scope(of: new, role, transaction)
    new.references["accessPackageResourceScope"] = scope?.key
    if transaction.origin == .request { try checkCatalog(of: role, new.owner, transaction) }
    if let scope, new.id == nil || transaction.origin == .request { new.id = "\(role.id)_\(scope.id)" }
  }

  /// The same group may be in several catalogs: the scope is that of the role's own resource.
  private func scope(of new: NewEntity, _ role: Entity, _ transaction: WriteTransaction) throws -> Entity? {
    let named = try transaction.entity(
      key: new.references["accessPackageResourceScope"], type: EntitlementType.scope)
    guard let owner = role.owner, named?.owner != owner else { return named }
    let scopes = try transaction.entities(
      transaction.table(EntitlementType.scope), where: "owner = ?", [owner])
    return scopes.first { named == nil || $0.string("originId") == named?.string("originId") } ?? named
  }

  private func checkCatalog(of role: Entity, _ package: Int64?, _ transaction: WriteTransaction) throws {
    let package = try transaction.entity(key: package, type: EntitlementType.package)
    let resource = try transaction.entity(key: role.owner, type: EntitlementType.resource)
    guard resource?.owner == package?.references["accessPackageCatalog"] else {
      throw EntitlementError.invalidOperation("The resource is not in the catalog of the access package.")
    }
  }

  /// Whoever has the package gets the role at once.
  func didInsert(_ entity: Entity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request, let package = entity.owner else { return }
    for assignment in try AccessPackageAssignments.delivered(ofPackage: package, transaction) {
      _ = try Delivery.give(entity, to: assignment, transaction)
    }
  }

  func willDelete(_ entity: Entity, _ transaction: WriteTransaction) throws {
    guard let package = entity.owner else { return }
    for assignment in try AccessPackageAssignments.unexpired("accessPackage = ?", package, transaction) {
      for role in try Delivery.resourceRoles(of: assignment, transaction) where Self.isOf(role, entity) {
        try Delivery.withdraw(role, from: assignment, transaction)
      }
    }
  }

  private static func isOf(_ resourceRole: Entity, _ roleScope: Entity) -> Bool {
    resourceRole.references["accessPackageResourceRole"] == roleScope.references["accessPackageResourceRole"]
      && resourceRole.references["accessPackageResourceScope"]
        == roleScope.references["accessPackageResourceScope"]
  }
}
