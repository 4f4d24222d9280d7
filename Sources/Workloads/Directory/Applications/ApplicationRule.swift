import GraphStore
import JSON

/// What the service makes of an application that is registered (page "Create application").
struct ApplicationRule: EntityRule {
  let types = [DirectoryType.application]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    if transaction.origin == .seed { try new.requireInSeed("displayName") }
    if transaction.origin == .request {
      try DirectoryTexts(transaction.model).settle(&new.properties, of: new.type)
      try IdentifierURIs(new.properties).requireFree(besides: nil, transaction)
    }
    let id = new.id ?? transaction.tenant.identifiers.guid()
    new.id = id
    let appID =
      transaction.origin == .seed
      ? ContentGuid.of("appId\n\(id.lowercased())") : transaction.tenant.identifiers.guid()
    new.setDefault("appId", .string(appID), transaction)
    new.setDefault("createdDateTime", .string(transaction.moment.seconds), transaction)
    new.setDefault("publisherDomain", .string(try VerifiedDomains(of: transaction).standard), transaction)
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request else { return }
    try DirectoryTexts(transaction.model).settle(&new.properties, changing: old.properties, of: new.type)
    guard new.properties["identifierUris"] != old.properties["identifierUris"] else { return }
    try IdentifierURIs(new.properties).requireFree(besides: new.key, transaction)
  }

  /// What stands for it in its own tenant says what it says.
  func didUpdate(_ old: Entity, _ new: Entity, _ transaction: WriteTransaction) throws {
    guard let principal = try Self.principal(of: new, transaction) else { return }
    let declared = try DeclaredByApplication(new)
    guard try DeclaredByApplication(old) != declared else { return }
    _ = try transaction.asRule {
      try transaction.update(principal) { principal in
        for (name, value) in declared.values { principal.properties[name] = value }
      }
    }
  }

  func didDelete(_ entity: Entity, _ transaction: WriteTransaction) throws {
    guard let principal = try Self.principal(of: entity, transaction) else { return }
    try transaction.asRule { try transaction.delete(principal) }
  }

  private static func principal(of application: Entity, _ transaction: WriteTransaction) throws -> Entity? {
    try application.string("appId").flatMap { try GraphApplication.servicePrincipal(of: $0, transaction) }
  }
}

/// What an application declares of itself, in the words of what stands for it in a tenant.
struct DeclaredByApplication: Equatable {
  let values: [String: JSONValue]

  init(_ application: Entity) throws {
    let said = application.properties
    let (web, api) = (said["web"]?.objectValue, said["api"]?.objectValue)
    let addresses = ["web", "spa", "publicClient"].flatMap {
      said[$0]?.objectValue?["redirectUris"]?.arrayValue ?? []
    }
    let names = (said["identifierUris"]?.arrayValue ?? []) + [said["appId"] ?? .null]
    values = [
      "displayName": said["displayName"] ?? .null, "appDisplayName": said["displayName"] ?? .null,
      "appDescription": said["description"] ?? .null, "appRoles": said["appRoles"] ?? [],
      "publishedPermissionScopes": api?["oauth2PermissionScopes"] ?? [],
      "homepage": web?["homePageUrl"] ?? .null, "logoutUrl": web?["logoutUrl"] ?? .null,
      "replyUrls": .array(addresses), "servicePrincipalNames": .array(names),
      "signInAudience": said["signInAudience"] ?? .null, "info": said["info"] ?? .null,
    ]
  }
}
