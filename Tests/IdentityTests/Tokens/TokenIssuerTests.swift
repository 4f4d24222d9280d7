import GraphStore
import Identity
import JSON
import Testing

@Suite("Tokens have the claims of the service's")
struct TokenIssuerTests {
  private static let tenant = "6f1a9c52-0d0e-4f5b-9a53-2f6f2a1b7c10"
  private static let now = 1_769_847_330

  private let issuer = TokenIssuer(
    keys: KeyRing.shared, identifiers: IdentifierSource(SeededGenerator(seed: 1)))

  private let adele = TokenUser(
    id: "11111111-0000-4000-8000-000000000001", principalName: "adele@contoso.example",
    displayName: "Adele Vance", givenName: "Adele", surname: "Vance",
    roles: ["62e90394-69f5-4237-9190-012177145e10"])

  private func claims(_ text: String) throws -> JSONObject {
    let token = try #require(JSONWebToken(text))
    #expect(try token.isSigned(by: KeyRing.shared))
    var claims = token.claims
    #expect(claims["uti"]?.stringValue?.count == 22)
    claims["uti"] = nil
    return claims
  }

  private func content(_ subject: TokenSubject, _ permissions: [String]) -> TokenContent {
    TokenContent(
      subject: subject, client: TokenClient(id: "app", name: "Test app", proof: .secret), tenant: Self.tenant,
      permissions: permissions)
  }

  @Test func ofAUserForGraph() throws {
    var content = content(.user(adele), ["User.Read", "openid"])
    content.followsEvents = true
    let found = try claims(issuer.accessToken(content, at: KeyRing.now))
    #expect(
      JSONValue.object(found).text == """
        {"aud":"https://graph.microsoft.com","iss":"https://sts.windows.net/\(Self.tenant)/",\
        "iat":\(Self.now),"nbf":\(Self.now),"exp":\(Self.now + 3600),"acct":0,"acr":"1","amr":["pwd"],\
        "family_name":"Vance","given_name":"Adele","ipaddr":"127.0.0.1","name":"Adele Vance",\
        "unique_name":"adele@contoso.example","upn":"adele@contoso.example","app_displayname":"Test app",\
        "appid":"app","appidacr":"1","idtyp":"user","oid":"\(adele.id)","scp":"User.Read openid",\
        "sub":"Y9yvl7j6Le32F5IloHdFEP3EBifgtmpJcJjoEILQMcY","tid":"\(Self.tenant)","ver":"1.0","xms_cc":["CP1"],\
        "wids":["62e90394-69f5-4237-9190-012177145e10","b79fbf4d-3ef9-4689-8143-76b194e85509"]}
        """)
  }

  @Test func ofAnApplicationForGraph() throws {
    let found = try claims(
      issuer.accessToken(content(.application(id: "principal"), ["User.Read.All"]), at: KeyRing.now))
    #expect(
      JSONValue.object(found).text == """
        {"aud":"https://graph.microsoft.com","iss":"https://sts.windows.net/\(Self.tenant)/",\
        "iat":\(Self.now),"nbf":\(Self.now),"exp":\(Self.now + 3600),"app_displayname":"Test app",\
        "appid":"app","appidacr":"1","idtyp":"app","oid":"principal","roles":["User.Read.All"],\
        "sub":"principal","tid":"\(Self.tenant)","ver":"1.0","wids":[]}
        """)
  }

  @Test func ofAUserForAnApplicationOfTheClients() throws {
    var content = content(.user(adele), ["access_as_user"])
    content.audience = TokenAudience("app", .version2(issuer: "https://localhost:8586/\(Self.tenant)/v2.0"))
    content.lifetime = 60
    let found = try claims(issuer.accessToken(content, at: KeyRing.now))
    #expect(
      JSONValue.object(found).text == """
        {"aud":"app","iss":"https://localhost:8586/\(Self.tenant)/v2.0","iat":\(Self.now),\
        "nbf":\(Self.now),"exp":\(Self.now + 60),"name":"Adele Vance",\
        "preferred_username":"adele@contoso.example","azp":"app","azpacr":"1","idtyp":"user",\
        "oid":"\(adele.id)","scp":"access_as_user","sub":"Y9yvl7j6Le32F5IloHdFEP3EBifgtmpJcJjoEILQMcY",\
        "tid":"\(Self.tenant)","ver":"2.0"}
        """)
  }

  @Test func idTokens() throws {
    let issuerName = "https://localhost:8586/\(Self.tenant)/v2.0"
    var content = IDTokenContent(
      user: adele, client: "app", tenant: Self.tenant, format: .version2(issuer: issuerName), nonce: "n",
      tellsMail: true)
    let second = try claims(issuer.idToken(content, at: KeyRing.now))
    #expect(
      JSONValue.object(second).text == """
        {"aud":"app","iss":"\(issuerName)","iat":\(Self.now),"nbf":\(Self.now),"exp":\(Self.now + 3600),\
        "email":"adele@contoso.example","name":"Adele Vance","nonce":"n","oid":"\(adele.id)",\
        "sub":"Y9yvl7j6Le32F5IloHdFEP3EBifgtmpJcJjoEILQMcY","tid":"\(Self.tenant)",\
        "preferred_username":"adele@contoso.example","ver":"2.0"}
        """)
    content.format = .version1
    content.nonce = nil
    content.tellsMail = false
    // The hashes of the examples in OpenID Connect Core, A.3 and A.6.
    content.accessToken = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"
    content.code = "Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk"
    let first = try claims(issuer.idToken(content, at: KeyRing.now))
    #expect(
      JSONValue.object(first).text == """
        {"aud":"app","iss":"https://sts.windows.net/\(Self.tenant)/","iat":\(Self.now),"nbf":\(Self.now),\
        "exp":\(Self.now + 3600),"at_hash":"77QmUPtjPfzWtF2AnpK9RQ","c_hash":"LDktKdoQak3Pk0cnXxCltA",\
        "name":"Adele Vance","oid":"\(adele.id)","sub":"Y9yvl7j6Le32F5IloHdFEP3EBifgtmpJcJjoEILQMcY",\
        "tid":"\(Self.tenant)","amr":["pwd"],"family_name":"Vance","given_name":"Adele",\
        "ipaddr":"127.0.0.1","unique_name":"adele@contoso.example","upn":"adele@contoso.example","ver":"1.0"}
        """)
  }

  @Test func manyGroupsAreToldByTheirPlace() throws {
    var content = IDTokenContent(user: adele, client: "app", tenant: Self.tenant, format: .version1)
    content.graphRoot = "https://localhost:8586"
    content.user.groups = (0..<200).map { "group \($0)" }
    #expect(
      try claims(issuer.idToken(content, at: KeyRing.now))["groups"]
        == .array((0..<200).map { .string("group \($0)") }))
    content.user.groups.append("one more")
    let claims = try claims(issuer.idToken(content, at: KeyRing.now))
    #expect(claims["groups"] == nil)
    #expect(claims["_claim_names"] == ["groups": "src1"])
    #expect(
      claims["_claim_sources"] == [
        "src1": [
          "endpoint": .string(
            "https://localhost:8586/v1.0/users/\(adele.id)/getMemberObjects")
        ]
      ])
  }
}
