import HTTPMessages
import JSON
import Testing

@Suite("What else those who signed in ask: who they are, and which tenants Azure has")
struct OtherDoorsTests {
  private static let signIn = Result { try SignIn() }
  private var signIn: SignIn { get throws { try Self.signIn.get() } }

  private func bearer() throws -> HeaderField {
    let token = try signIn.token([
      "grant_type": "password", "client_id": "x", "username": "adele@contoso.example",
      "password": "pass-Adele-1", "scope": "openid",
    ]).text("access_token")
    return HeaderField("Authorization", "Bearer \(try #require(token))")
  }

  @Test(arguments: ["/oidc/userinfo", "/common/openid/userinfo"])
  func userInfo(_ path: String) throws {
    let reply = try signIn.get(path, headers: [bearer()])
    let body = try reply.object
    #expect(reply.status == 200)
    #expect(
      reply.text == """
        {"sub":"\(body["sub"]?.stringValue ?? "")","name":"Adele Vance","family_name":"Vance",\
        "given_name":"Adele","picture":"https://graph.microsoft.com/v1.0/me/photo/$value",\
        "email":"adele@contoso.example"}
        """)
    #expect(body["sub"]?.stringValue?.count == 43)
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
