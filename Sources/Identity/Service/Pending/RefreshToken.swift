import JSON
import Tenants

/// With what an application gets the next token of a user, also for another resource.
struct RefreshToken: Sendable, Equatable {
  var id: String
  var client: String
  var user: String
  /// The tenant's GUID that the user signed in for.
  var tenant: String
  /// What the token that it came with was for.
  var scope: String
  var resource: String?
  /// Seconds since 1970, on the tenant's clock.
  var issued: Int

  /// Ninety days without use.
  static let lifetime = 90 * 86_400

  init(
    id: String, client: String, user: String, tenant: String, scope: String, resource: String?, issued: Int
  ) {
    self.id = id
    self.client = client
    self.user = user
    self.tenant = tenant
    self.scope = scope
    self.resource = resource
    self.issued = issued
  }

  /// nil for what is none of the tenant's.
  init?(_ text: String, of tenant: Tenant) {
    guard let grant = GrantSeal(.refresh, of: tenant).open(text), let id = grant["id"]?.stringValue,
      let client = grant["client"]?.stringValue, let user = grant["user"]?.stringValue,
      let guid = grant["tenant"]?.stringValue, let issued = grant["issued"]?.intValue
    else { return nil }
    self.init(
      id: id, client: client, user: user, tenant: guid, scope: grant["scope"]?.stringValue ?? "",
      resource: grant["resource"]?.stringValue, issued: issued)
  }

  func sealed(for tenant: Tenant) throws -> String {
    var grant: JSONObject = [
      "id": .string(id), "client": .string(client), "user": .string(user), "tenant": .string(self.tenant),
      "scope": .string(scope), "issued": .number(issued),
    ]
    grant["resource"] = resource.map(JSONValue.string)
    return try GrantSeal(.refresh, of: tenant).sealed(grant)
  }
}
