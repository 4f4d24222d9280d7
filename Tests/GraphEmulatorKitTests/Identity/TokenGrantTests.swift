import GraphEmulatorKit
import GraphStore
import CryptoExtras
import HTTPMessages
import Identity
import JSON
import Testing

@Suite("Every grant is answered with tokens, and refused in the service's words")
struct TokenGrantTests {
  private static let signIn = Result { try SignIn() }
  private var signIn: SignIn { get throws { try Self.signIn.get() } }

  private static let graph = "https://graph.microsoft.com/.default"

  // MARK: Applications

  @Test func anApplication() throws {
    let reply = try signIn.token([
      "grant_type": "client_credentials", "client_id": SignIn.client, "client_secret": "any",
      "scope": Self.graph, "client_info": "1",
      "claims": #"{"access_token":{"xms_cc":{"values":["CP1"]}}}"#,
    ])
    let token = try #require(try reply.text("access_token"))
    #expect(reply.status == 200)
    #expect(
      reply.text
        == #"{"token_type":"Bearer","expires_in":3599,"ext_expires_in":3599,"access_token":"\#(token)"}"#)
    let claims = try signIn.claims(token)
    let roles = try #require(claims["roles"]?.arrayValue?.compactMap { $0.stringValue })
    #expect(roles.contains("User.Read.All") && roles.contains("CloudLicensing.Read.All"))
    #expect(!roles.contains("Directory.AccessAsUser.All"))
    #expect(claims["aud"] == "https://graph.microsoft.com")
    #expect(claims["iss"] == .string("https://sts.windows.net/\(SignIn.tenant)/"))
    #expect(claims["appid"] == .string(SignIn.client))
    #expect(claims["appidacr"] == "1")
    #expect(claims["idtyp"] == "app")
    #expect(claims["xms_cc"] == ["CP1"])
    #expect(claims["iat"] == .number(SignIn.now))
    #expect(claims["oid"] == claims["sub"])
  }

  @Test(
    arguments: [
      ("https://graph.microsoft.com/.default", "https://graph.microsoft.com"),
      ("https://graph.microsoft.com//.default", "https://graph.microsoft.com"),
      ("http://localhost/.default", "https://graph.microsoft.com"),
      ("https://localhost:8586/.default", "https://graph.microsoft.com"),
      ("00000003-0000-0000-c000-000000000000/.default", "00000003-0000-0000-c000-000000000000"),
      ("https://management.azure.com//.default", "https://management.azure.com/"),
      ("https://management.core.windows.net/.default", "https://management.core.windows.net"),
      ("api://\(SignIn.client)/.default", SignIn.client), ("\(SignIn.client)/.default", SignIn.client),
      ("api://contoso/orders/.default", "api://contoso/orders"),
    ])
  func audiences(_ scope: String, _ audience: String) throws {
    let reply = try signIn.token([
      "grant_type": "client_credentials", "client_id": SignIn.client, "client_secret": "any", "scope": scope,
    ])
    #expect(try signIn.claims(reply.text("access_token"))["aud"] == .string(audience))
  }

  /// The operator's root is Graph's name, also with a path; what else is on that host is somebody else's.
  @Test(
    arguments: [
      ("https://proxy.example/graph", "https://graph.microsoft.com"),
      ("https://proxy.example/graph/", "https://graph.microsoft.com"),
      ("https://proxy.example/other", "https://proxy.example/other"),
    ])
  func audiencesBehindAProxy(_ resource: String, _ audience: String) throws {
    let signIn = SignIn(
      emulator: try TestEmulator(SignIn.seed("")) { $0.publicURL = "https://proxy.example/graph" })
    let reply = signIn.token([
      "grant_type": "client_credentials", "client_id": SignIn.client, "client_secret": "any",
      "scope": "\(resource)/.default",
    ])
    #expect(try signIn.claims(reply.text("access_token"))["aud"] == .string(audience))
  }

  @Test func anApplicationWithFewerRoles() throws {
    let reply = try signIn.token([
      "grant_type": "client_credentials", "client_id": SignIn.client, "client_secret": "any",
      "scope": "https://graph.microsoft.com/User.Read.All https://graph.microsoft.com/Group.Read.All",
    ])
    #expect(try signIn.claims(reply.text("access_token"))["roles"] == ["User.Read.All", "Group.Read.All"])
  }

  @Test func anApplicationAtTheFirstGeneration() throws {
    let reply = try signIn.token(
      [
        "grant_type": "client_credentials", "client_id": SignIn.client, "client_secret": "any",
        "resource": "https://graph.microsoft.com/",
      ], path: "oauth2/token")
    let token = try #require(try reply.text("access_token"))
    #expect(
      reply.text == """
        {"token_type":"Bearer","expires_in":"3599","ext_expires_in":"3599","expires_on":"\(SignIn.now + 3600)",\
        "not_before":"\(SignIn.now)","resource":"https://graph.microsoft.com","access_token":"\(token)"}
        """)
  }

  @Test func theClientInTheHeader() throws {
    let pair = "\(SignIn.client):s%2Fcret"
    let reply = try signIn.token(
      ["grant_type": "client_credentials", "scope": Self.graph],
      headers: [HeaderField("Authorization", "Basic \(Base64URL.text(pair.utf8))")])
    #expect(try signIn.claims(reply.text("access_token"))["appid"] == .string(SignIn.client))
  }

  @Test func asGetWithAForm() throws {
    let form = SignIn.form([
      "grant_type": "client_credentials", "client_id": "x", "client_secret": "any", "scope": Self.graph,
    ])
    let withBody = try signIn.send("GET", "/\(SignIn.tenant)/oauth2/v2.0/token", body: form)
    #expect(try signIn.claims(withBody.text("access_token"))["appid"] == "x")
    let withQuery = try signIn.get("/\(SignIn.tenant)/oauth2/v2.0/token?\(form)")
    #expect(try signIn.claims(withQuery.text("access_token"))["appid"] == "x")
  }

  @Test(
    arguments: [
      (
        "",
        "400 invalid_request AADSTS900144: The request body must contain the following parameter: 'grant_type'."
      ),
      (
        "grant_type=client_credentials",
        "400 invalid_request AADSTS900144: The request body must contain the following parameter: 'client_id'."
      ),
      (
        "grant_type=client_credentials&client_id=x",
        "401 invalid_client AADSTS7000216: 'client_assertion', 'client_secret' or 'request' is required for the "
          + "'client_credentials' grant type."
      ),
      (
        "grant_type=client_credentials&client_id=x&client_secret=y",
        "400 invalid_request AADSTS900144: The request body must contain the following parameter: 'scope'."
      ),
      (
        "grant_type=client_credentials&client_id=x&client_secret=y&scope=User.Read",
        "400 invalid_scope AADSTS1002012: The provided value for scope User.Read is not valid. Client credential "
          + "flows must have a scope value with /.default suffixed to the resource identifier (application ID URI)."
      ),
      (
        "grant_type=client_credentials&client_id=x&client_secret=y&scope=a/.default+b/.default",
        "400 invalid_scope AADSTS28000: Provided value for the input parameter scope is not valid because it "
          + "contains more than one resource. Scope a/.default b/.default is not valid."
      ),
      (
        "grant_type=client_credentials&client_id=x&client_secret=y&scope=%22/.default",
        "400 invalid_scope AADSTS70011: The provided request must include a 'scope' input parameter. The provided "
          + "value for the input parameter 'scope' is not valid. The scope \"/.default is not valid."
      ),
      (
        "grant_type=client_credentials&grant_type=password",
        "400 invalid_request AADSTS9002313: Invalid request. The parameter 'grant_type' is given more than once."
      ),
      (
        "grant_type=%zz",
        "400 invalid_request AADSTS9002313: Invalid request. Request is malformed or invalid."
      ),
      (
        "grant_type=%FF",
        "400 invalid_request AADSTS9002313: Invalid request. Request is malformed or invalid."
      ),
      (
        "grant_type=client_credentials&client_id=x&client_assertion=abc",
        "400 invalid_request AADSTS900144: The request body must contain the following parameter: "
          + "'client_assertion_type'."
      ),
      (
        "grant_type=client_credentials&client_id=x&client_assertion=abc&client_assertion_type=t",
        "400 invalid_request AADSTS90023: The value 't' of the parameter 'client_assertion_type' is not supported."
      ),
      (
        "grant_type=client_credentials&client_id=x&client_assertion=abc&client_assertion_type="
          + "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "401 invalid_client AADSTS50027: JWT token is invalid or malformed."
      ),
      (
        "grant_type=password&client_id=x&scope=User.Read",
        "400 invalid_request AADSTS900144: The request body must contain the following parameter: 'username'."
      ),
      (
        "grant_type=password&client_id=x&scope=User.Read&username=adele@contoso.example",
        "400 invalid_request AADSTS900144: The request body must contain the following parameter: 'password'."
      ),
      (
        "grant_type=refresh_token&client_id=x&refresh_token=nonsense",
        "400 invalid_grant AADSTS9002313: Invalid request. Request is malformed or invalid."
      ),
      (
        "grant_type=authorization_code&client_id=x&code=nonsense",
        "400 invalid_grant AADSTS9002313: Invalid request. Request is malformed or invalid."
      ),
      (
        "grant_type=urn:ietf:params:oauth:grant-type:device_code&client_id=x",
        "400 invalid_request AADSTS900144: The request body must contain the following parameter: 'device_code'."
      ),
      (
        "grant_type=urn:ietf:params:oauth:grant-type:device_code&client_id=x&device_code=nonsense",
        "400 bad_verification_code AADSTS70018: Error validating the device code: it is not valid."
      ),
      (
        "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&client_id=x",
        "400 invalid_request AADSTS900144: The request body must contain the following parameter: "
          + "'requested_token_use'."
      ),
      (
        "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&client_id=x&requested_token_use=mine",
        "400 invalid_request AADSTS90023: The value 'mine' of the parameter 'requested_token_use' is not supported."
      ),
      (
        "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&client_id=x&requested_token_use=on_behalf_of"
          + "&client_secret=y&assertion=nonsense",
        "400 invalid_grant AADSTS50013: Assertion failed signature validation."
      ),
    ])
  func whatIsWrongIsTold(_ form: String, _ text: String) throws {
    let reply = try signIn.send("POST", "/\(SignIn.tenant)/oauth2/v2.0/token", body: form)
    #expect(try SignIn.refusal(reply) == text)
  }

  @Test(
    arguments: [
      ("Basic *", "9002313: Invalid request. Request is malformed or invalid."),
      ("Basic eA", "9002313: Invalid request. Request is malformed or invalid."),
      (
        "Basic eDp5",
        "9002313: Invalid request. The client of the Authorization header is not the one of 'client_id'."
      ),
    ])
  func wrongHeaders(_ header: String, _ text: String) throws {
    let reply = try signIn.token(
      ["grant_type": "client_credentials", "client_id": "other", "scope": Self.graph],
      headers: [HeaderField("Authorization", header)])
    #expect(try SignIn.refusal(reply) == "400 invalid_request AADSTS\(text)")
  }

  // MARK: Passwords

  @Test func aUserWithAPassword() throws {
    let reply = try signIn.token([
      "grant_type": "password", "client_id": SignIn.client, "username": "Adele@contoso.example",
      "password": "pass-Adele-1", "scope": "User.Read openid profile offline_access", "client_info": "1",
    ])
    let body = try reply.object
    #expect(reply.status == 200)
    #expect(
      body.members.map(\.name) == [
        "token_type", "scope", "expires_in", "ext_expires_in", "access_token", "refresh_token", "id_token",
        "client_info",
      ])
    #expect(body["scope"] == "User.Read openid profile")
    #expect(
      body["client_info"]
        == .string(Base64URL.text(#"{"uid":"\#(SignIn.adele)","utid":"\#(SignIn.tenant)"}"#.utf8)))
    let access = try signIn.claims(body["access_token"]?.stringValue)
    #expect(access["scp"] == "User.Read openid profile")
    #expect(access["upn"] == "adele@contoso.example")
    #expect(access["oid"] == .string(SignIn.adele))
    #expect(access["appidacr"] == "0")
    #expect(access["wids"] == ["b79fbf4d-3ef9-4689-8143-76b194e85509"])
    let id = try signIn.claims(body["id_token"]?.stringValue)
    #expect(access["sub"] == id["sub"])
    #expect(
      JSONValue.object(id).text == """
        {"aud":"\(SignIn.client)","iss":"https://localhost:8586/\(SignIn.tenant)/v2.0","iat":\(SignIn.now),\
        "nbf":\(SignIn.now),"exp":\(SignIn.now + 3600),"name":"Adele Vance","oid":"\(SignIn.adele)",\
        "sub":"ryFcwFdc_x_dNxjE9WnAFjBXBrzIdI44PP0Xzu---H8","tid":"\(SignIn.tenant)",\
        "preferred_username":"adele@contoso.example","ver":"2.0"}
        """)
  }

  @Test func aUserWithoutAPasswordHasAny() throws {
    let reply = try signIn.token([
      "grant_type": "password", "client_id": SignIn.client, "username": "alex@contoso.example",
      "password": "whatever", "scope": "User.Read",
    ])
    #expect(try reply.object.members.map(\.name).contains("id_token") == false)
    #expect(try signIn.claims(reply.text("access_token"))["scp"] == "User.Read")
  }

  @Test func allThatTheApplicationMayHave() throws {
    let reply = try signIn.token([
      "grant_type": "password", "client_id": SignIn.client, "username": "alex@contoso.example",
      "password": "x", "scope": Self.graph,
    ])
    let scopes = try #require(try reply.text("scope")).split(separator: " ")
    #expect(scopes.first == "https://graph.microsoft.com/.default")
    #expect(scopes.contains("User.Read") && scopes.contains("Group.ReadWrite.All"))
    #expect(
      try signIn.claims(reply.text("access_token"))["scp"]
        == .string(scopes.dropFirst().joined(separator: " ")))
  }

  @Test(
    arguments: [
      (
        "adele@contoso.example", "wrong",
        "50126: Error validating credentials due to invalid username or password."
      ),
      (
        "nobody@contoso.example", "x",
        "50034: The user account {EUII Hidden} does not exist in the \(SignIn.tenant) directory. To sign into "
          + "this application, the account must be added to the directory."
      ),
      ("off@contoso.example", "x", "50057: The user account is disabled."),
    ])
  func usersThatMayNot(_ name: String, _ password: String, _ text: String) throws {
    let reply = try signIn.token([
      "grant_type": "password", "client_id": SignIn.client, "username": name, "password": password,
      "scope": "User.Read",
    ])
    #expect(try SignIn.refusal(reply) == "400 invalid_grant AADSTS\(text)")
  }

  // MARK: Refreshing

  @Test func aRefreshTokenIsGoodOnce() throws {
    let first = try signIn.token([
      "grant_type": "password", "client_id": SignIn.client, "username": "alex@contoso.example",
      "password": "x", "scope": "User.Read openid offline_access",
    ]).text("refresh_token")
    let next = try signIn.token([
      "grant_type": "refresh_token", "client_id": SignIn.client, "refresh_token": try #require(first),
    ])
    #expect(next.status == 200)
    #expect(try next.text("scope") == "User.Read openid")
    let again = try signIn.token([
      "grant_type": "refresh_token", "client_id": SignIn.client, "refresh_token": try #require(first),
    ])
    #expect(
      try SignIn.refusal(again) == """
        400 invalid_grant AADSTS70000: Provided grant is invalid or malformed. The refresh token was redeemed \
        before; its successor is to be used.
        """)
    let other = try signIn.token([
      "grant_type": "refresh_token", "client_id": SignIn.client,
      "refresh_token": try #require(try next.text("refresh_token")),
      "scope": "https://management.azure.com//.default offline_access",
    ])
    #expect(try signIn.claims(other.text("access_token"))["aud"] == "https://management.azure.com/")
    let stranger = try signIn.token([
      "grant_type": "refresh_token", "client_id": "other",
      "refresh_token": try #require(try other.text("refresh_token")),
    ])
    #expect(
      try SignIn.refusal(stranger)
        == "400 invalid_grant AADSTS70000: Provided grant is invalid or malformed.")
  }

  @Test func refreshTokensEndWithTime() throws {
    let signIn = try SignIn()
    func refresh(_ token: String) throws -> Reply {
      signIn.token(["grant_type": "refresh_token", "client_id": "x", "refresh_token": token])
    }
    let form: KeyValuePairs = [
      "grant_type": "password", "client_id": "x", "username": "alex@contoso.example", "password": "x",
      "scope": "User.Read offline_access",
    ]
    let token = try #require(try signIn.token(form).text("refresh_token"))
    try signIn.emulator.load(#"{"clock":{"mode":"frozen","now":"2026-05-01T08:15:29Z"}}"#)
    let next = try #require(try refresh(token).text("refresh_token"))
    try signIn.emulator.load(#"{"clock":{"mode":"frozen","now":"2026-07-30T08:15:29Z"}}"#)
    #expect(
      try SignIn.refusal(refresh(next)) == """
        400 invalid_grant AADSTS700082: The refresh token has expired due to inactivity. The token was issued \
        on 2026-05-01T08:15:29Z and was inactive for 90.00:00:00.
        """)
  }

  @Test func endedSessionsEndRefreshing() throws {
    let signIn = try SignIn()
    let token = try #require(
      try signIn.token([
        "grant_type": "password", "client_id": "x", "username": "alex@contoso.example", "password": "x",
        "scope": "User.Read offline_access",
      ]).text("refresh_token"))
    try signIn.emulator.load(#"{"clock":{"mode":"frozen","now":"2026-01-31T09:00:00Z"}}"#)
    #expect(signIn.emulator.send("POST", "/users/alex@contoso.example/revokeSignInSessions").status == 200)
    #expect(
      try SignIn.refusal(
        signIn.token(["grant_type": "refresh_token", "client_id": "x", "refresh_token": token])) == """
          400 invalid_grant AADSTS50173: The provided grant has expired due to it being revoked, a fresh auth \
          token is needed. The user might have changed or reset their password. The grant was issued on \
          '2026-01-31T08:15:30Z' and the TokensValidFrom date (before which tokens are not valid) for this user is \
          '2026-01-31T09:00:00Z'.
          """)
  }

  /// Moments are told apart by the second: what was done in which order decides.
  @Test func sessionsEndInTheSecondTheyBeganIn() throws {
    let signIn = try SignIn()
    func tokens() throws -> Reply {
      signIn.token([
        "grant_type": "password", "client_id": "x", "username": "alex@contoso.example", "password": "x",
        "scope": "User.Read offline_access",
      ])
    }
    func refresh(_ reply: Reply) throws -> Reply {
      signIn.token([
        "grant_type": "refresh_token", "client_id": "x",
        "refresh_token": try #require(try reply.text("refresh_token")),
      ])
    }
    let before = try tokens()
    for _ in 1...2 {
      #expect(signIn.emulator.send("POST", "/users/alex@contoso.example/revokeSignInSessions").status == 200)
    }
    #expect(
      try SignIn.refusal(refresh(before)) == """
        400 invalid_grant AADSTS50173: The provided grant has expired due to it being revoked, a fresh auth \
        token is needed. The user might have changed or reset their password. The grant was issued on \
        '2026-01-31T08:15:30Z' and the TokensValidFrom date (before which tokens are not valid) for this user is \
        '2026-01-31T08:15:30Z'.
        """)
    #expect(try refresh(refresh(tokens())).status == 200)
    // Nobody sees the count.
    let user = signIn.emulator.get("/users/alex@contoso.example?$select=signInSessionsValidFromDateTime").text
    #expect(
      user.contains(#""signInSessionsValidFromDateTime":"2026-01-31T08:15:30Z""#)
        && !user.contains("@emulator"))
    #expect(!(try signIn.emulator.export().contains("endedSessions")))
  }

  /// A grant means what it was asked for as, at whichever generation it is redeemed.
  @Test func refreshTokensGoFromOneGenerationToTheOther() throws {
    func reply(_ form: KeyValuePairs<String, String>, _ path: String) throws -> Reply {
      try signIn.token(form, path: path)
    }
    let (first, second) = ("oauth2/token", "oauth2/v2.0/token")
    func begin(_ more: String, _ value: String, _ path: String) throws -> String {
      try #require(
        try reply(
          [
            "grant_type": "password", "client_id": SignIn.client, "username": "alex@contoso.example",
            "password": "x", more: value,
          ], path
        ).text("refresh_token"))
    }
    func refresh(_ token: String, _ path: String) throws -> JSONObject {
      let reply = try reply(
        ["grant_type": "refresh_token", "client_id": SignIn.client, "refresh_token": token], path)
      return try signIn.claims(reply.text("access_token"))
    }
    let few = try refresh(begin("scope", "User.Read offline_access", second), first)
    #expect(few["scp"] == "User.Read")
    let all = try #require(
      try refresh(begin("resource", "https://graph.microsoft.com", first), second)["scp"]?.stringValue
    ).split(separator: " ")
    #expect(all.contains("User.Read") && all.contains("Group.ReadWrite.All"))
    let azure = try refresh(begin("resource", "https://management.azure.com/", first), second)
    #expect(azure["aud"] == "https://management.azure.com/")
    let other = try reply(
      [
        "grant_type": "refresh_token", "client_id": SignIn.client,
        "refresh_token": try begin("scope", "User.Read offline_access", second),
        "resource": "https://management.azure.com/",
      ], first)
    #expect(try signIn.claims(other.text("access_token"))["aud"] == "https://management.azure.com/")
  }

  // MARK: Sizes

  @Test func formsHaveASize() throws {
    func refusal(_ count: Int) throws -> String {
      let start = "grant_type=password&scope="
      let body = start + String(repeating: "x", count: count - start.utf8.count)
      return try SignIn.refusal(signIn.send("POST", "/common/oauth2/v2.0/token", body: body))
    }
    #expect(try refusal(65_537) == "413 invalid_request AADSTS90015: Request is too large.")
    #expect(
      try refusal(65_536)
        == "400 invalid_request AADSTS900144: The request body must contain the following parameter: 'client_id'."
    )
  }

  // MARK: On behalf of

  private func userToken(_ scope: String) throws -> String {
    try #require(
      try signIn.token([
        "grant_type": "password", "client_id": "front", "username": "adele@contoso.example",
        "password": "pass-Adele-1", "scope": scope,
      ]).text("access_token"))
  }

  @Test func onBehalfOfAUser() throws {
    let reply = try signIn.token([
      "grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "requested_token_use": "on_behalf_of",
      "client_id": SignIn.client, "client_secret": "any",
      "assertion": try userToken("api://\(SignIn.client)/read"), "scope": "User.Read offline_access",
    ])
    #expect(try reply.object.members.map(\.name).suffix(2) == ["access_token", "refresh_token"])
    let claims = try signIn.claims(reply.text("access_token"))
    #expect(claims["appid"] == .string(SignIn.client))
    #expect(claims["oid"] == .string(SignIn.adele))
    #expect(claims["scp"] == "User.Read")
  }

  @Test func onBehalfOfNobodyElse() throws {
    func reply(_ assertion: String) throws -> String {
      try SignIn.refusal(
        signIn.token([
          "grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "requested_token_use": "on_behalf_of",
          "client_id": SignIn.client, "client_secret": "any", "assertion": assertion, "scope": "User.Read",
        ]))
    }
    let other = """
      400 invalid_grant AADSTS500131: Assertion audience does not match the Client app presenting the assertion. \
      The audience in the assertion was not the client's own.
      """
    #expect(try reply(userToken("User.Read")) == other)
    #expect(try reply(userToken("api://5a5a5a5a-0000-4000-8000-000000000005/read")) == other)
    let application = try signIn.token([
      "grant_type": "client_credentials", "client_id": "x", "client_secret": "any",
      "scope": "api://\(SignIn.client)/.default",
    ]).text("access_token")
    #expect(try reply(#require(application)) == other)
    var claims = try #require(JSONWebToken(try userToken("api://\(SignIn.client)/read"))).claims
    let key = try signIn.emulator.core.keys.current
    claims["exp"] = .number(SignIn.now - 301)
    (claims["nbf"], claims["iat"]) = (.number(SignIn.now - 400), .number(SignIn.now - 400))
    #expect(
      try reply(JSONWebToken.signed(claims, with: key)) == """
        400 invalid_grant AADSTS500133: Assertion is not within its valid time range. Ensure that the access token \
        is not expired before using it for user assertion, or request a new token.
        """)
    let foreign = "88888888-0000-4000-8000-000000000008"
    claims["iss"] = .string("https://localhost:8586/\(foreign)/v2.0")
    #expect(
      try reply(JSONWebToken.signed(claims, with: key))
        == "400 invalid_grant AADSTS50013: Assertion failed signature validation.")
    claims["tid"] = .string(foreign)
    #expect(
      try reply(JSONWebToken.signed(claims, with: key))
        == "400 invalid_grant AADSTS50013: Assertion failed signature validation.")
    let broken = try userToken("api://\(SignIn.client)/read").dropLast(8) + "AAAAAAAA"
    #expect(
      try reply(String(broken)) == "400 invalid_grant AADSTS50013: Assertion failed signature validation.")
  }

  // MARK: Assertions

  private static let assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

  private func assertion(_ claims: JSONObject) throws -> Reply {
    let key = SigningKeys(nil, wall: { .first })
    return try signIn.token([
      "grant_type": "client_credentials", "client_id": SignIn.client, "scope": Self.graph,
      "client_assertion_type": Self.assertionType,
      "client_assertion": try JSONWebToken.signed(claims, with: key.current),
    ])
  }

  private static let later = JSONValue.number(4_102_444_800)

  @Test func anApplicationThatSigns() throws {
    for audience in [
      "https://localhost:8586/x/oauth2/v2.0/token", "https://login.microsoftonline.com/x/v2.0",
    ] {
      let reply = try assertion([
        "iss": .string(SignIn.client), "sub": .string(SignIn.client), "aud": .string(audience),
        "exp": Self.later,
      ])
      #expect(try signIn.claims(reply.text("access_token"))["appidacr"] == "2")
    }
  }

  @Test func anApplicationThatAnotherVouchesFor() throws {
    let reply = try assertion([
      "iss": "https://token.actions.example", "sub": "repo:x", "aud": ["api://AzureADTokenExchange"],
      "exp": Self.later,
    ])
    #expect(try signIn.claims(reply.text("access_token"))["appid"] == .string(SignIn.client))
  }

  /// Signed with one key, with the certificate of another along, or of the same.
  private func assertion(with key: SigningKey, certificate: JSONValue) throws -> Reply {
    let header = JSONValue.object(["alg": "PS256", "x5c": certificate])
    let claims = JSONValue.object([
      "iss": .string(SignIn.client), "sub": .string(SignIn.client), "aud": "https://localhost:8586/x",
      "exp": Self.later,
    ])
    let text = "\(Base64URL.text(header.bytes)).\(Base64URL.text(claims.bytes))"
    let signature = try key.key.signature(for: Array(text.utf8), padding: .PSS).rawRepresentation
    return try signIn.token([
      "grant_type": "client_credentials", "client_id": SignIn.client, "scope": Self.graph,
      "client_assertion_type": Self.assertionType, "client_assertion": "\(text).\(Base64URL.text(signature))",
    ])
  }

  @Test func theCertificateThatComesAlongHasSigned() throws {
    func certificate(_ key: SigningKey) throws -> JSONValue {
      try key.publicForm(issuer: nil)["x5c"]?.arrayValue?.first ?? .null
    }
    let (key, other) = (try SigningKeys(nil) { .first }.current, try SigningKeys(nil) { .first }.current)
    for form in [try certificate(key), .array([try certificate(key)])] {
      #expect(try assertion(with: key, certificate: form).status == 200)
    }
    for wrong in [try certificate(other), "AAAA", .null, .array([]), .number(1)] {
      #expect(
        try SignIn.refusal(assertion(with: key, certificate: wrong)) == """
          401 invalid_client AADSTS700027: The certificate with identifier used to sign the client assertion is \
          not registered on application, or the client assertion failed signature validation.
          """)
    }
  }

  @Test func assertionsThatAreWrong() throws {
    let client = JSONValue.string(SignIn.client)
    let audience: JSONValue = "https://localhost:8586/x"
    let cases: [(JSONObject, String)] = [
      (["sub": client, "aud": audience, "exp": Self.later], "50027: JWT token is invalid or malformed."),
      (["iss": client, "sub": client, "exp": Self.later], "50027: JWT token is invalid or malformed."),
      (
        ["iss": client, "sub": client, "aud": audience],
        "700024: Client assertion is not within its valid time range."
      ),
      (
        ["iss": client, "sub": client, "aud": audience, "exp": .number(1)],
        "700024: Client assertion is not within its valid time range."
      ),
      (
        ["iss": client, "sub": client, "aud": audience, "exp": Self.later, "nbf": Self.later],
        "700024: Client assertion is not within its valid time range."
      ),
      (
        ["iss": client, "sub": "other", "aud": audience, "exp": Self.later],
        "700021: Client assertion application identifier doesn't match 'client_id' parameter."
      ),
      (
        ["iss": client, "sub": client, "aud": "https://elsewhere.example/x", "exp": Self.later],
        "700023: Client assertion audience claim does not match Realm issuer."
      ),
      (
        ["iss": "x", "sub": "y", "aud": audience, "exp": Self.later],
        "700212: No matching federated identity record found for presented assertion audience "
          + "'https://localhost:8586/x'."
      ),
    ]
    for (claims, text) in cases {
      #expect(try SignIn.refusal(assertion(claims)) == "401 invalid_client AADSTS\(text)")
    }
  }
}
