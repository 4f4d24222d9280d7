import GraphStore
import JSON
import OData

/// What stands for an application in the tenant (page "Create servicePrincipal").
struct ServicePrincipalRule: EntityRule {
  let types = [DirectoryType.servicePrincipal]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    if transaction.origin == .request {
      try DirectoryTexts(transaction.model).settle(&new.properties, of: new.type)
    }
    new.setDefault("createdDateTime", .string(transaction.moment.seconds), transaction)
    guard transaction.origin != .rule, let appID = new.properties["appId"]?.stringValue else { return }
    guard transaction.origin == .seed || Guid.normalized(appID) != nil else {
      throw DirectoryError.applicationUnknown(appID)
    }
    try replaceImplied(appID, by: new.id, transaction)
    if let application = try GraphApplication.application(of: appID, transaction) {
      new.setDefault("appOwnerOrganizationId", try owner(transaction), transaction)
      for (name, value) in try DeclaredByApplication(application).values {
        new.setDefault(name, value, transaction)
      }
    }
    let name = new.properties["displayName"].flatMap { $0.isNull ? nil : $0 } ?? .string(appID)
    new.setDefault("displayName", name, transaction)
    new.setDefault("appDisplayName", name, transaction)
    new.setDefault("servicePrincipalNames", [.string(appID)], transaction)
  }

  private func owner(_ transaction: WriteTransaction) throws -> JSONValue {
    .string(try Organization.current(transaction).id)
  }

  /// A seed's own object takes the place of the one that stood in for it.
  private func replaceImplied(_ appID: String, by id: String?, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .seed,
      let existing = try GraphApplication.servicePrincipal(of: appID, transaction),
      GraphApplication.isImplied(existing), existing.id != id
    else { return }
    try transaction.purge(existing)
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    guard transaction.origin != .rule else { return }
    new.properties[GraphApplication.impliedMark] = nil
    guard transaction.origin == .request else { return }
    try DirectoryTexts(transaction.model).settle(&new.properties, changing: old.properties, of: new.type)
  }
}
