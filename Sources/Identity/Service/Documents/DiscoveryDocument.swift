import HTTPMessages
import JSON

/// What clients need to know of a tenant's endpoints (clients-and-auth 4.1): `/.well-known/openid-configuration`.
enum DiscoveryDocument {
  static func answer(_ call: IdentityCall) -> Response { IdentityAnswer.json(document(call)) }

  private static func document(_ call: IdentityCall) -> JSONObject {
    switch call.version {
    case .first: first(call)
    case .second: second(call)
    }
  }

  // MARK: Generations

  private static func second(_ call: IdentityCall) -> JSONObject {
    let root = "\(call.origin.text)/\(call.authority.segment)"
    let own: JSONObject = [
      "token_endpoint": .string(call.url("token", .second)),
      "token_endpoint_auth_methods_supported": [
        "client_secret_post", "private_key_jwt", "client_secret_basic",
      ],
      "jwks_uri": .string("\(root)/discovery/v2.0/keys\(application(call))"),
      "response_modes_supported": ["query", "fragment", "form_post"],
      "subject_types_supported": ["pairwise"],
      "id_token_signing_alg_values_supported": ["RS256"],
      "response_types_supported": ["code", "id_token", "code id_token", "id_token token"],
      "scopes_supported": ["openid", "profile", "email", "offline_access"],
      "issuer": .string(call.origin.issuer(of: call.authority.id)),
      "request_uri_parameter_supported": .bool(false),
      "userinfo_endpoint": .string("\(call.origin.graphRoot)/oidc/userinfo"),
      "authorization_endpoint": .string(call.url("authorize", .second)),
      "device_authorization_endpoint": .string(call.url("devicecode", .second)),
    ]
    return JSONObject(own.members + shared(call, logout: call.url("logout", .second)).members)
  }

  private static func first(_ call: IdentityCall) -> JSONObject {
    let own: JSONObject = [
      "token_endpoint": .string(call.url("token", .first)),
      "token_endpoint_auth_methods_supported": [
        "client_secret_post", "private_key_jwt", "client_secret_basic",
      ],
      "jwks_uri": .string("\(call.origin.text)/common/discovery/keys\(application(call))"),
      "response_modes_supported": ["query", "fragment", "form_post"],
      "subject_types_supported": ["pairwise"],
      "id_token_signing_alg_values_supported": ["RS256"],
      "response_types_supported": ["code", "id_token", "code id_token", "token id_token", "token"],
      "scopes_supported": ["openid"],
      "issuer": .string(TokenIssuer.firstIssuer(of: call.authority.id)),
      "microsoft_multi_refresh_token": .bool(true),
      "authorization_endpoint": .string(call.url("authorize", .first)),
      "device_authorization_endpoint": .string(call.url("devicecode", .first)),
      "userinfo_endpoint": .string("\(call.origin.text)/\(call.authority.segment)/openid/userinfo"),
    ]
    return JSONObject(own.members + shared(call, logout: call.url("logout", .first)).members)
  }

  private static func shared(_ call: IdentityCall, logout: String) -> JSONObject {
    [
      "http_logout_supported": .bool(true), "frontchannel_logout_supported": .bool(true),
      "end_session_endpoint": .string(logout),
      "claims_supported": [
        "sub", "iss", "cloud_instance_name", "aud", "exp", "iat", "auth_time", "acr", "nonce",
        "preferred_username", "name", "tid", "ver", "at_hash", "c_hash", "email",
      ],
      "tenant_region_scope": "EU", "cloud_instance_name": "microsoftonline.com",
      "cloud_graph_host_name": "graph.windows.net", "msgraph_host": .string(call.origin.graphHost),
      "rbac_url": "https://pas.windows.net",
    ]
  }

  /// Who asks for one application's document is led to that application's keys.
  private static func application(_ call: IdentityCall) -> String {
    call.query["appid"].map { "?appid=\(PercentCoding.escaped($0))" } ?? ""
  }
}
