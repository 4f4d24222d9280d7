import GRDB
import GraphStore
import JSON
import OData

/// Catalogs, and the built-in one that every tenant has.
struct CatalogRule: EntityRule {
  let types = [EntitlementType.catalog]
  private static let nameNeeded = "A catalog needs a name."

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request else { return }
    try RequiredName.check(new.properties["displayName"], Self.nameNeeded)
    try checkStatus(new.properties["catalogStatus"])
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request else { return }
    try RequiredName.check(old, new, Self.nameNeeded)
    try checkStatus(new.properties["catalogStatus"])
  }

  private func checkStatus(_ value: JSONValue?) throws {
    guard let text = value?.stringValue else { return }
    guard ["published", "unpublished"].contains(text.lowercased()) else {
      throw EntitlementError.invalidModel(at: "catalogStatus", "A catalog is 'Published' or 'Unpublished'.")
    }
  }

  func willDelete(_ entity: Entity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request else { return }
    guard entity.string("catalogType") != "ServiceDefault" else {
      throw EntitlementError.invalidOperation("The built-in catalog cannot be deleted.")
    }
    let packages = try transaction.entities(
      transaction.table(EntitlementType.package), where: "accessPackageCatalog = ?", [entity.key])
    guard packages.isEmpty else {
      throw EntitlementError.invalidOperation("The catalog cannot be deleted because it has access packages.")
    }
  }

  /// The catalog `General`, made when there is none of its type.
  static func ensureBuiltIn(_ transaction: WriteTransaction) throws {
    let table = try transaction.table(EntitlementType.catalog)
    let found = try transaction.entities(
      table, where: "json_extract(properties, '$.catalogType') = 'ServiceDefault'")
    guard found.isEmpty else { return }
    let type = try transaction.structuredType(EntitlementType.catalog)
    var new = NewEntity(draft: .init(type: type), type: type, owner: nil)
    new.id = ContentGuid.of("accessPackageCatalogs\nGeneral\n0")
    new.properties = [
      "displayName": "General", "description": "Built-in catalog.", "catalogType": "ServiceDefault",
      "isExternallyVisible": .bool(true), "createdBy": "Azure AD", "modifiedBy": "Azure AD",
    ]
    _ = try transaction.insert(new)
  }
}
