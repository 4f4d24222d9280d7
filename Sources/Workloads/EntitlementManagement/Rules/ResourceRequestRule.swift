import EntityModel
import GRDB
import GraphStore
import JSON
import OData

/// Bringing resources into a catalog and taking them out; done at once (entitlement-management 3.6).
struct ResourceRequestRule: EntityRule {
  let types = [EntitlementType.resourceRequest]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    for (name, value) in [
      ("requestState", "Delivered"), ("requestStatus", "Fulfilled"),
      ("createdDateTime", transaction.moment.precise),
    ] { new.setDefault(name, .string(value), transaction) }
    guard transaction.origin == .request else { return }
    let catalog = try Self.required("accessPackageCatalog", new)
    guard
      let resource = try transaction.entity(
        key: Self.required("accessPackageResource", new), type: EntitlementType.resource)
    else { throw EntitlementError.invalidModel }
    switch new.properties["requestType"]?.stringValue?.lowercased() {
    case "adminadd": try add(resource, to: catalog, transaction)
    case "adminremove":
      new.references["accessPackageResource"] = nil
      try transaction.delete(onboarded(resource, in: catalog, transaction))
    case "adminupdate":
      new.references["accessPackageResource"] = try onboarded(resource, in: catalog, transaction).key
    default:
      throw EntitlementError.invalidModel(
        at: "requestType", "A request adds, updates or removes a resource for an administrator.")
    }
  }

  private static func required(_ reference: String, _ new: NewEntity) throws -> Int64 {
    guard let key = new.references[reference] else {
      let name = new.draft.type.navigationProperties.first { $0.storedName == reference }?.name
      throw EntitlementError.invalidModel(at: name ?? reference, "A value is required.")
    }
    return key
  }

  /// The inline resource was made without a place; the catalog becomes its place.
  private func add(_ resource: Entity, to catalog: Int64, _ transaction: WriteTransaction) throws {
    guard resource.owner == nil, let origin = resource.string("originId") else {
      throw EntitlementError.alreadyOnboarded
    }
    guard try twin(of: origin, in: catalog, transaction) == nil else {
      throw EntitlementError.alreadyOnboarded
    }
    if resource.string("originSystem") == "AadGroup" { try checkGroup(origin, transaction) }
    try transaction.db.execute(
      sql: "UPDATE accessPackageResource SET owner = ? WHERE key = ?", arguments: [catalog, resource.key])
  }

  private func checkGroup(_ id: String, _ transaction: WriteTransaction) throws {
    let group = try transaction.entity(id: id, in: transaction.table(DirectoryType.group))
    guard let group, group.type.name == DirectoryType.group else { throw EntitlementError.notFound(id) }
    try ResourceOwner.check(group, transaction)
  }

  private func twin(of origin: String, in catalog: Int64, _ transaction: WriteTransaction) throws -> Entity? {
    let table = try transaction.table(EntitlementType.resource)
    return try transaction.entities(
      table, where: "owner = ? AND \(table.foldedSQL("originId")) = fold(?)", [catalog, origin]
    ).first
  }

  /// The catalog's resource that the inline one means; one made only to name it goes.
  private func onboarded(
    _ resource: Entity, in catalog: Int64, _ transaction: WriteTransaction
  ) throws -> Entity {
    if resource.owner == catalog { return resource }
    let origin = resource.string("originId") ?? ""
    guard let found = try twin(of: origin, in: catalog, transaction) else {
      throw EntitlementError.notFound(origin)
    }
    if resource.owner == nil { try transaction.purge(resource) }
    return found
  }
}
