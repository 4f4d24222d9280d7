import HTTPMessages
import JSON
import Testing

@Suite("The token service says where its endpoints are, and by which keys its tokens are verified")
struct DiscoveryTests {
  private static let signIn = Result { try SignIn() }
  private var signIn: SignIn { get throws { try Self.signIn.get() } }

  private static let common = """
    "http_logout_supported":true,"frontchannel_logout_supported":true,"end_session_endpoint":"LOGOUT",\
    "claims_supported":["sub","iss","cloud_instance_name","aud","exp","iat","auth_time","acr","nonce",\
    "preferred_username","name","tid","ver","at_hash","c_hash","email"],"tenant_region_scope":"EU",\
    "cloud_instance_name":"microsoftonline.com","cloud_graph_host_name":"graph.windows.net",\
    "msgraph_host":"localhost:8586","rbac_url":"https://pas.windows.net"}
    """

  private func second(_ segment: String, keys: String = "") -> String {
    let root = "https://localhost:8586/\(segment)"
    return """
      {"token_endpoint":"\(root)/oauth2/v2.0/token","token_endpoint_auth_methods_supported":\
      ["client_secret_post","private_key_jwt","client_secret_basic"],\
      "jwks_uri":"\(root)/discovery/v2.0/keys\(keys)","response_modes_supported":["query","fragment","form_post"],\
      "subject_types_supported":["pairwise"],"id_token_signing_alg_values_supported":["RS256"],\
      "response_types_supported":["code","id_token","code id_token","id_token token"],\
      "scopes_supported":["openid","profile","email","offline_access"],\
      "issuer":"https://localhost:8586/\(SignIn.tenant)/v2.0","request_uri_parameter_supported":false,\
      "userinfo_endpoint":"https://localhost:8586/oidc/userinfo",\
      "authorization_endpoint":"\(root)/oauth2/v2.0/authorize",\
      "device_authorization_endpoint":"\(root)/oauth2/v2.0/devicecode",
      """ + Self.common.replacing("LOGOUT", with: "\(root)/oauth2/v2.0/logout")
  }

  @Test(
    arguments: [
      ("common", "common"), ("organizations", "organizations"), ("Consumers", "consumers"),
      (SignIn.tenant, SignIn.tenant), (SignIn.tenant.uppercased(), SignIn.tenant),
      ("contoso.example", SignIn.tenant),
    ])
  func secondGeneration(_ name: String, _ segment: String) throws {
    let reply = try signIn.get("/\(name)/v2.0/.well-known/openid-configuration")
    #expect(reply.status == 200)
    #expect(reply.header("Content-Type") == "application/json; charset=utf-8")
    #expect(reply.header("Cache-Control") == "no-store, no-cache")
    #expect(reply.header("Pragma") == "no-cache")
    #expect(reply.text == second(segment))
  }

  @Test func ofOneApplication() throws {
    let reply = try signIn.get("/common/v2.0/.well-known/openid-configuration?appid=a%26b")
    #expect(reply.text == second("common", keys: "?appid=a%26b"))
  }

  @Test func firstGeneration() throws {
    let root = "https://localhost:8586"
    let reply = try signIn.get("/common/.well-known/openid-configuration?appid=x")
    #expect(reply.status == 200)
    #expect(
      reply.text == """
        {"token_endpoint":"\(root)/common/oauth2/token","token_endpoint_auth_methods_supported":\
        ["client_secret_post","private_key_jwt","client_secret_basic"],\
        "jwks_uri":"\(root)/common/discovery/keys?appid=x",\
        "response_modes_supported":["query","fragment","form_post"],"subject_types_supported":["pairwise"],\
        "id_token_signing_alg_values_supported":["RS256"],\
        "response_types_supported":["code","id_token","code id_token","token id_token","token"],\
        "scopes_supported":["openid"],"issuer":"https://sts.windows.net/\(SignIn.tenant)/",\
        "microsoft_multi_refresh_token":true,"authorization_endpoint":"\(root)/common/oauth2/authorize",\
        "device_authorization_endpoint":"\(root)/common/oauth2/devicecode",\
        "userinfo_endpoint":"\(root)/common/openid/userinfo",
        """ + Self.common.replacing("LOGOUT", with: "\(root)/common/oauth2/logout"))
  }

  @Test func byTheRealNameAllNamesAreReal() throws {
    let reply = try signIn.send(
      "GET", "/common/v2.0/.well-known/openid-configuration", host: "login.microsoftonline.com")
    let document = try reply.object
    #expect(document["token_endpoint"] == "https://login.microsoftonline.com/common/oauth2/v2.0/token")
    #expect(document["issuer"] == .string("https://login.microsoftonline.com/\(SignIn.tenant)/v2.0"))
    #expect(document["msgraph_host"] == "graph.microsoft.com")
    #expect(document["userinfo_endpoint"] == "https://graph.microsoft.com/oidc/userinfo")
  }

  @Test func withoutTLSTheURLsSaySo() throws {
    let reply = try signIn.send(
      "GET", "/common/v2.0/.well-known/openid-configuration", host: "127.0.0.1:8585", isOverTLS: false)
    #expect(try reply.text("token_endpoint") == "http://127.0.0.1:8585/common/oauth2/v2.0/token")
  }

  @Test(
    arguments: [
      ("/\(SignIn.tenant)/discovery/v2.0/keys", "https://localhost:8586/\(SignIn.tenant)/v2.0"),
      ("/common/discovery/v2.0/keys", "https://localhost:8586/\(SignIn.tenant)/v2.0"),
      ("/common/discovery/keys", nil), ("/common/discovery/keys?appid=x", nil),
    ])
  func keys(_ path: String, _ issuer: String?) throws {
    let reply = try signIn.get(path)
    #expect(reply.status == 200)
    let keys = try #require(try reply.object["keys"]?.arrayValue?.compactMap { $0.objectValue })
    #expect(keys.count == 1)
    #expect(
      keys[0].members.map(\.name)
        == ["kty", "use", "kid", "x5t", "n", "e", "x5c"] + (issuer == nil ? [] : ["issuer"]))
    #expect(keys[0]["issuer"]?.stringValue == issuer)
  }

  @Test(
    arguments: [
      ("no-such-tenant", "AADSTS90002: Tenant 'no-such-tenant' not found."),
      ("other.example", "AADSTS90002: Tenant 'other.example' not found."),
      (
        "00000000-0000-4000-8000-000000000000",
        "AADSTS90002: Tenant '00000000-0000-4000-8000-000000000000' not"
      ),
    ])
  func unknownTenants(_ name: String, _ text: String) throws {
    for path in ["v2.0/.well-known/openid-configuration", "discovery/v2.0/keys"] {
      let reply = try signIn.get("/\(name)/\(path)")
      #expect(try SignIn.refusal(reply).hasPrefix("400 invalid_request \(text)"))
    }
  }

  @Test func anOpenTenantIsWhoeverIsAskedFor() throws {
    let emulator = SignIn(emulator: try TestEmulator(#"{"users":[{"userPrincipalName":"a@b.example"}]}"#))
    let guid = "00000000-0000-4000-8000-00000000000A"
    #expect(
      try emulator.get("/\(guid)/v2.0/.well-known/openid-configuration").text("issuer")
        == "https://localhost:8586/\(guid.lowercased())/v2.0")
    let own = try emulator.get("/common/v2.0/.well-known/openid-configuration").text("issuer")
    #expect(try emulator.get("/x.y.example/v2.0/.well-known/openid-configuration").text("issuer") == own)
    let refused = emulator.get("/nonsense/v2.0/.well-known/openid-configuration")
    #expect(try SignIn.refusal(refused).hasPrefix("400 invalid_request AADSTS90002: Tenant 'nonsense'"))
  }

  @Test(
    arguments: [
      (
        "https://localhost:8586/common/oauth2/v2.0/authorize",
        "https://localhost:8586/common/v2.0/.well-known/openid-configuration", "localhost:8586",
        #"["localhost:8586","localhost"]"#
      ),
      (
        "https://localhost:9999/contoso.example/oauth2/authorize",
        "https://localhost:9999/contoso.example/.well-known/openid-configuration", "localhost:9999",
        #"["localhost:9999","localhost"]"#
      ),
      (
        "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
        "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration",
        "login.microsoftonline.com",
        #"["login.microsoftonline.com","login.windows.net","login.microsoft.com","sts.windows.net"]"#
      ),
    ])
  func instances(_ authority: String, _ document: String, _ network: String, _ aliases: String) throws {
    let reply = try signIn.get(
      "/common/discovery/instance?api-version=1.1&authorization_endpoint=\(SignIn.escaped(authority))")
    let cache = network == "login.microsoftonline.com" ? "login.windows.net" : network
    #expect(reply.status == 200)
    #expect(
      reply.text == """
        {"tenant_discovery_endpoint":"\(document)","api-version":"1.1","metadata":[\
        {"preferred_network":"\(network)","preferred_cache":"\(cache)","aliases":\(aliases)}]}
        """)
  }

  @Test(
    arguments: [
      (
        "https://evil.example/common/oauth2/authorize",
        "invalid_instance AADSTS50049: Unknown or invalid instance."
      ),
      ("https://localhost", "invalid_instance AADSTS50049: Unknown or invalid instance."),
      ("nonsense", "invalid_instance AADSTS50049: Unknown or invalid instance."),
      (
        "",
        "invalid_request AADSTS900144: The request body must contain the following parameter: "
          + "'authorization_endpoint'."
      ),
    ])
  func foreignInstances(_ authority: String, _ text: String) throws {
    let reply = try signIn.get(
      "/common/discovery/instance?authorization_endpoint=\(SignIn.escaped(authority))")
    #expect(try SignIn.refusal(reply) == "400 \(text)")
  }

  @Test(
    arguments: [
      (
        "/common/userrealm/adele@contoso.example?api-version=1.0",
        """
        {"ver":"1.0","account_type":"Managed","domain_name":"contoso.example",\
        "cloud_instance_name":"microsoftonline.com","cloud_audience_urn":"urn:federation:MicrosoftOnline"}
        """
      ),
      (
        "/common/UserRealm/adele%40contoso.example?api-version=1.0",
        """
        {"ver":"1.0","account_type":"Managed","domain_name":"contoso.example",\
        "cloud_instance_name":"microsoftonline.com","cloud_audience_urn":"urn:federation:MicrosoftOnline"}
        """
      ),
      (
        "/common/userrealm/adele@other.example",
        #"{"ver":"1.0","account_type":"Unknown","cloud_instance_name":"microsoftonline.com"}"#
      ),
      (
        "/common/userrealm/adele",
        #"{"ver":"1.0","account_type":"Unknown","cloud_instance_name":"microsoftonline.com"}"#
      ),
    ])
  func realms(_ path: String, _ text: String) throws {
    let reply = try signIn.get(path)
    #expect(reply.status == 200)
    #expect(reply.text == text)
  }

  @Test func otherPathsAreGraphs() throws {
    for path in ["/common/oauth2/nothing", "/v1.0/oauth2/token", "/common", "/beta/discovery/keys"] {
      #expect(try signIn.get(path).text.contains(#""error":{"code":"#))
    }
  }

  @Test func methodsThatDoNotFit() throws {
    let reply = try signIn.send("POST", "/common/discovery/keys")
    #expect(reply.header("Allow") == "GET")
    #expect(
      try SignIn.refusal(reply)
        == "405 invalid_request AADSTS900561: The endpoint does not accept this request's method.")
  }

  @Test func refusalsAreWhole() throws {
    let reply = try signIn.send(
      "POST", "/common/oauth2/v2.0/token", body: "grant_type=magic",
      headers: [HeaderField("client-request-id", "AAAAAAAA-0000-4000-8000-000000000001")])
    let body = try reply.object
    let trace = try #require(body["trace_id"]?.stringValue)
    #expect(reply.status == 400)
    #expect(reply.header("client-request-id") == "AAAAAAAA-0000-4000-8000-000000000001")
    #expect(reply.header("Cache-Control") == "no-store, no-cache")
    #expect(
      reply.text == """
        {"error":"unsupported_grant_type","error_description":"AADSTS70003: The app requested an unsupported \
        grant type 'magic'. Trace ID: \(trace) Correlation ID: aaaaaaaa-0000-4000-8000-000000000001 \
        Timestamp: 2026-01-31 08:15:30Z","error_codes":[70003],"timestamp":"2026-01-31 08:15:30Z",\
        "trace_id":"\(trace)","correlation_id":"aaaaaaaa-0000-4000-8000-000000000001",\
        "error_uri":"https://localhost:8586/error?code=70003"}
        """)
  }
}
