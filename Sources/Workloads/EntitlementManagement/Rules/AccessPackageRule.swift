import GRDB
import GraphStore
import JSON

/// Access packages: in a catalog, and there as long as somebody has them.
struct AccessPackageRule: EntityRule {
  let types = [EntitlementType.package]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request else { return }
    guard new.properties["displayName"]?.stringValue?.isEmpty == false,
      new.references["accessPackageCatalog"] != nil
    else { throw EntitlementError.invalidModel }
  }

  /// Its policies go with it, as its role scopes do.
  func willDelete(_ entity: Entity, _ transaction: WriteTransaction) throws {
    if transaction.origin == .request,
      try AccessPackageAssignments.anyUnexpired("accessPackage", entity, transaction)
    {
      throw EntitlementError.invalidOperation(
        "The access package '\(entity.string("displayName") ?? entity.id)' cannot be deleted because it has assignments."
      )
    }
    let policies = try transaction.entities(
      transaction.table(EntitlementType.policy), where: "accessPackage = ?", [entity.key])
    for policy in policies { try transaction.delete(policy) }
  }
}
