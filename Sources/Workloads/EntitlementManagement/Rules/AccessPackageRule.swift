import EntityModel
import GRDB
import GraphStore
import JSON
import OData

/// Access packages: in a catalog, and there as long as somebody has them.
struct AccessPackageRule: EntityRule {
  let types = [EntitlementType.package]
  private static let nameNeeded = "An access package needs a name."

  func existing(_ draft: Draft, _ transaction: WriteTransaction) throws -> Entity? {
    try NamedObject.check(draft, transaction)
  }

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request else { return }
    try RequiredName.check(new.properties["displayName"], Self.nameNeeded)
    guard new.references["accessPackageCatalog"] != nil else {
      let catalog = new.draft.type.navigationProperties.first { $0.storedName == "accessPackageCatalog" }
      throw EntitlementError.invalidModel(
        at: catalog?.name ?? "accessPackageCatalog", "An access package needs a catalog.")
    }
    try checkName(new.properties["displayName"], in: new.references, but: nil, transaction)
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request else { return }
    try RequiredName.check(old, new, Self.nameNeeded)
    guard
      old.properties["displayName"] != new.properties["displayName"]
        || old.references["accessPackageCatalog"] != new.references["accessPackageCatalog"]
    else { return }
    try checkName(new.properties["displayName"], in: new.references, but: old.key, transaction)
  }

  /// No two packages of a catalog have the same name.
  private func checkName(
    _ name: JSONValue?, in references: [String: Int64], but key: Int64?, _ transaction: WriteTransaction
  ) throws {
    guard let name = name?.stringValue, let catalog = references["accessPackageCatalog"] else { return }
    let table = try transaction.table(EntitlementType.package)
    let twins = try transaction.entities(
      table, where: "accessPackageCatalog = ? AND \(table.foldedSQL("displayName")) = fold(?)",
      [catalog, name])
    guard twins.allSatisfy({ $0.key == key }) else { throw EntitlementError.duplicatePackage(name) }
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
