import GraphStore
import JSON
import Tenants

/// What a user has allowed an application, until it is redeemed.
struct AuthorizationCode: Sendable, Equatable {
  var id: String
  var client: String
  var user: String
  /// The tenant's GUID that the user signed in for.
  var tenant: String
  var scope: String
  var resource: String?
  var redirectURI: String
  var nonce: String?
  /// The SHA-256 of the verifier, as the client sent it.
  var challenge: String?
  /// Seconds since 1970, on the tenant's clock.
  var issued: Int

  static let lifetime = 600

  init(
    id: String, client: String, user: String, tenant: String, scope: String, resource: String?,
    redirectURI: String, nonce: String?, challenge: String?, issued: Int
  ) {
    self.id = id
    self.client = client
    self.user = user
    self.tenant = tenant
    self.scope = scope
    self.resource = resource
    self.redirectURI = redirectURI
    self.nonce = nonce
    self.challenge = challenge
    self.issued = issued
  }

  /// nil for what is none of the tenant's.
  init?(_ text: String, of tenant: Tenant) {
    guard let grant = GrantSeal(.code, of: tenant).open(text), let id = grant["id"]?.stringValue,
      let client = grant["client"]?.stringValue, let user = grant["user"]?.stringValue,
      let guid = grant["tenant"]?.stringValue, let redirectURI = grant["redirect"]?.stringValue,
      let issued = grant["issued"]?.intValue
    else { return nil }
    self.init(
      id: id, client: client, user: user, tenant: guid, scope: grant["scope"]?.stringValue ?? "",
      resource: grant["resource"]?.stringValue, redirectURI: redirectURI, nonce: grant["nonce"]?.stringValue,
      challenge: grant["challenge"]?.stringValue, issued: issued)
  }

  func sealed(for tenant: Tenant) throws -> String {
    var grant: JSONObject = [
      "id": .string(id), "client": .string(client), "user": .string(user), "tenant": .string(self.tenant),
      "scope": .string(scope), "redirect": .string(redirectURI), "issued": .number(issued),
    ]
    grant["resource"] = resource.map(JSONValue.string)
    grant["nonce"] = nonce.map(JSONValue.string)
    grant["challenge"] = challenge.map(JSONValue.string)
    return try GrantSeal(.code, of: tenant).sealed(grant)
  }
}
