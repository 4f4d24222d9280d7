import GRDB
import GraphStore
import JSON
import OData

/// What stands for the service itself in each tenant: the application that others ask for permissions of.
enum GraphApplication {
  static let appID = "00000003-0000-0000-c000-000000000000"
  /// The organization that the service's applications are of.
  private static let publisher = "f8cdef31-a31e-4b4a-93e4-5f571e91255a"
  /// On an object that neither a seed nor a request ever set: an export leaves it out.
  static let impliedMark = "@emulator.implied"

  /// Makes it where a tenant has none.
  ///
  /// - Parameter organization: id of the tenant, which the id of the object is made of.
  static func ensure(in organization: String, _ transaction: WriteTransaction) throws {
    guard try existing(transaction) == nil else { return }
    let type = try transaction.structuredType(DirectoryType.servicePrincipal)
    var new = NewEntity(draft: .init(type: type), type: type, owner: nil)
    new.id = ContentGuid.of("servicePrincipal\n\(organization.lowercased())\n\(appID)")
    new.properties = properties
    _ = try transaction.asRule { try transaction.insert(new) }
  }

  private static let properties: [String: JSONValue] = [
    "appId": .string(appID), "displayName": "Microsoft Graph", "appDisplayName": "Microsoft Graph",
    "appOwnerOrganizationId": .string(publisher), "signInAudience": "AzureADMultipleOrgs",
    "servicePrincipalNames": [.string(appID), "https://graph.microsoft.com"], impliedMark: .bool(true),
  ]

  static func existing(_ transaction: WriteTransaction) throws -> Entity? {
    try servicePrincipal(of: appID, transaction)
  }

  static func isImplied(_ principal: Entity) -> Bool { principal.bool(impliedMark) == true }

  /// What stands for an application in the tenant.
  static func servicePrincipal(of appID: String, _ transaction: WriteTransaction) throws -> Entity? {
    try transaction.entity(
      "appId", is: appID, type: transaction.structuredType(DirectoryType.servicePrincipal),
      in: transaction.table(DirectoryType.object))
  }

  static func application(of appID: String, _ transaction: WriteTransaction) throws -> Entity? {
    try transaction.entity(
      "appId", is: appID, type: transaction.structuredType(DirectoryType.application),
      in: transaction.table(DirectoryType.object))
  }

  /// The permissions that it declares, of which its row holds none: each tenant would keep the same third of a megabyte.
  static func expressions() -> DerivedExpressions {
    func declared(_ kind: String) -> DerivedExpressions.Expression {
      { alias in
        "iif(\(alias).\(quoted(EntityTable.foldedColumn("appId"))) = '\(appID)', graphPermissions('\(kind)'), NULL)"
      }
    }
    return DerivedExpressions([
      "servicePrincipal.appRoles": declared("roles"),
      "servicePrincipal.permissionScopes": declared("scopes"),
    ])
  }

  /// The SQL function of those expressions.
  static func function(_ permissions: GraphPermissions) -> DatabaseFunction {
    DatabaseFunction("graphPermissions", argumentCount: 1, pure: true) { values in
      String.fromDatabaseValue(values[0]) == "roles" ? permissions.roles : permissions.scopes
    }
  }
}
