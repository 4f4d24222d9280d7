import GraphEmulatorKit
import HTTPMessages
import Identity
import JSON
import Testing

@Suite("What else those who signed in ask: who they are, and which tenants Azure has")
struct OtherDoorsTests {
  private static let signIn = Result { try SignIn() }
  private var signIn: SignIn { get throws { try Self.signIn.get() } }

  private func tokens(_ signIn: SignIn, _ scope: String) -> Reply {
    signIn.token([
      "grant_type": "password", "client_id": "x", "username": "adele@contoso.example",
      "password": "pass-Adele-1", "scope": scope,
    ])
  }

  private func bearer(_ token: String?) throws -> HeaderField {
    HeaderField("Authorization", "Bearer \(try #require(token))")
  }

  @Test(arguments: ["/oidc/userinfo", "/common/openid/userinfo"])
  func userInfo(_ path: String) throws {
    let tokens = try tokens(signIn, "openid")
    let id = try signIn.claims(tokens.text("id_token"))
    let reply = try signIn.get(path, headers: [bearer(tokens.text("access_token"))])
    #expect(reply.status == 200)
    #expect(
      reply.text == """
        {"sub":"\(try #require(id["sub"]?.stringValue))","name":"Adele Vance","family_name":"Vance",\
        "given_name":"Adele","picture":"https://graph.microsoft.com/v1.0/me/photo/$value",\
        "email":"adele@contoso.example"}
        """)
  }

  /// One for another audience, one of a sign-in without `openid`, one that is over, one of whoever may no longer sign
  /// in, and one that somebody else has issued.
  @Test func userInfoOfOtherTokens() throws {
    let signIn = try SignIn()
    func status(_ token: String?) throws -> Int {
      try signIn.get("/oidc/userinfo", headers: [bearer(token)]).status
    }
    let good = try tokens(signIn, "openid").text("access_token")
    #expect(try status(good) == 200)
    #expect(try status(tokens(signIn, "openid api://other/read").text("access_token")) == 401)
    #expect(try status(tokens(signIn, "User.Read").text("access_token")) == 401)
    let text = try #require(good)
    var claims = try #require(JSONWebToken(text)).claims
    claims["iss"] = "https://sts.windows.net/88888888-0000-4000-8000-000000000008/"
    #expect(try status(JSONWebToken.signed(claims, with: signIn.emulator.core.keys.current)) == 401)
    claims["tid"] = "88888888-0000-4000-8000-000000000008"
    #expect(try status(JSONWebToken.signed(claims, with: signIn.emulator.core.keys.current)) == 401)
    #expect(
      signIn.emulator.send("PATCH", "/users/\(SignIn.adele)", #"{"accountEnabled":false}"#).status == 204)
    #expect(try status(good) == 401)
    #expect(
      signIn.emulator.send("PATCH", "/users/\(SignIn.adele)", #"{"accountEnabled":true}"#).status == 204)
    #expect(try status(good) == 200)
    try signIn.emulator.load(#"{"clock":{"mode":"frozen","now":"2026-01-31T09:20:31Z"}}"#)
    #expect(try status(good) == 401)
  }

  @Test(arguments: ["", "Bearer x", "Bearer e30.e30.e30", "Basic x"])
  func userInfoOfNobody(_ header: String) throws {
    let reply = try signIn.get("/oidc/userinfo", headers: [HeaderField("Authorization", header)])
    #expect(reply.status == 401)
    #expect(reply.header("WWW-Authenticate") == "Bearer")
    #expect(
      reply.text == """
        {"error":{"code":"InvalidAuthenticationToken","message":"Access token is empty or not valid."}}
        """)
  }

  private func azure(_ path: String, headers: [HeaderField] = []) throws -> Reply {
    try signIn.send("GET", path, headers: headers, host: "management.azure.com")
  }

  @Test func azureHasOneTenantAndNoSubscriptions() throws {
    let token = HeaderField("Authorization", "Bearer x")
    #expect(
      try azure("/subscriptions?api-version=2022-12-01", headers: [token]).text
        == #"{"value":[],"count":{"type":"Total","value":0}}"#)
    #expect(
      try azure("/tenants?api-version=2022-12-01", headers: [token]).text == """
        {"value":[{"id":"/tenants/\(SignIn.tenant)","tenantId":"\(SignIn.tenant)","countryCode":"US",\
        "displayName":"Contoso","domains":["contoso.example"],"tenantCategory":"Home",\
        "defaultDomain":"contoso.example","tenantType":"AAD"}]}
        """)
    #expect(try azure("/subscriptions").status == 401)
    #expect(try azure("/other").status == 404)
  }

  /// Where only the emulator's own tokens count, they do here too, each for its own audience.
  @Test func azureChecksTokensWhereGraphDoes() throws {
    let signIn = SignIn(emulator: try TestEmulator(SignIn.seed("")) { $0.authentication = .strict })
    func reply(_ token: String?) throws -> Reply {
      signIn.send("GET", "/subscriptions", headers: [try bearer(token)], host: "management.azure.com")
    }
    for resource in ["https://management.azure.com//", "https://management.core.windows.net/"] {
      let token = try tokens(signIn, "\(resource).default").text("access_token")
      #expect(try reply(token).status == 200)
    }
    for token in ["x", try tokens(signIn, "User.Read").text("access_token")] {
      #expect(
        try reply(token).text
          == #"{"error":{"code":"InvalidAuthenticationToken","message":"The access token is invalid."}}"#)
      #expect(try reply(token).status == 401)
    }
  }

  @Test func azureTellsItsCloud() throws {
    #expect(
      try azure("/metadata/endpoints?api-version=2015-01-01").text == """
        {"galleryEndpoint":"https://gallery.azure.com/","graphEndpoint":"https://graph.windows.net/",\
        "portalEndpoint":"https://portal.azure.com/","authentication":{\
        "loginEndpoint":"https://login.microsoftonline.com/",\
        "audiences":["https://management.core.windows.net/","https://management.azure.com/"]}}
        """)
    let list = try JSONValue.parse(azure("/metadata/endpoints?api-version=2022-09-01").text)
    let cloud = try #require(list.arrayValue?.first?.objectValue)
    #expect(cloud["name"] == "AzureCloud")
    #expect(cloud["microsoftGraphResourceId"] == "https://graph.microsoft.com/")
    #expect(cloud["authentication"]?.objectValue?["loginEndpoint"] == "https://login.microsoftonline.com")
  }

  @Test func elsewhereThePathsAreGraphs() throws {
    #expect(try signIn.get("/subscriptions").text.contains(#""error":{"code":"#))
  }
}
