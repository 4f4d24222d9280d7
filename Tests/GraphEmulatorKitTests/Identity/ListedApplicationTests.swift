import JSON
import Testing

@Suite("A tenant that lists its applications gives tokens to no others, and no others than they list")
struct ListedApplicationTests {
  private static let signIn = Result {
    try SignIn(
      """
      , "clientApplications":[
        {"clientId":"\(SignIn.client)","name":"Test app","type":"confidential","secret":"app-secret",
         "delegated":["User.Read","Group.Read.All"],"application":["User.Read.All"],
         "redirectUris":["http://localhost/cb","https://app.example/cb"]},
        {"clientId":"public","type":"public","delegated":["User.Read"]}]
      """)
  }
  private var signIn: SignIn { get throws { try Self.signIn.get() } }

  private func application(_ client: String, _ secret: String, _ scope: String) throws -> Reply {
    try signIn.token([
      "grant_type": "client_credentials", "client_id": client, "client_secret": secret, "scope": scope,
    ])
  }

  private func user(_ client: String, _ secret: String, _ scope: String) throws -> Reply {
    try signIn.token([
      "grant_type": "password", "client_id": client, "client_secret": secret,
      "username": "alex@contoso.example", "password": "x", "scope": scope,
    ])
  }

  private static let graph = "https://graph.microsoft.com/.default"

  @Test func whatIsListedIsGiven() throws {
    let own = try signIn.claims(application(SignIn.client, "app-secret", Self.graph).text("access_token"))
    #expect(own["roles"] == ["User.Read.All"])
    #expect(own["app_displayname"] == "Test app")
    let all = try user(SignIn.client, "app-secret", "\(Self.graph) openid")
    #expect(try all.text("scope") == "\(Self.graph) openid User.Read Group.Read.All")
    #expect(try signIn.claims(all.text("access_token"))["scp"] == "User.Read Group.Read.All openid")
    let one = try user("public", "", "user.read")
    #expect(try signIn.claims(one.text("access_token"))["scp"] == "user.read")
  }

  @Test func whatIsNotListedIsRefused() throws {
    let cases: [(Reply, String)] = [
      (
        try application("other", "x", Self.graph),
        "400 unauthorized_client AADSTS700016: Application with identifier 'other' was not found in the directory "
          + "'Contoso'. This can happen if the application has not been installed by the administrator of the "
          + "tenant or consented to by any user in the tenant. You may have sent your authentication request to "
          + "the wrong tenant."
      ),
      (
        try application(SignIn.client, "wrong", Self.graph),
        "401 invalid_client AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the "
          + "request is the client secret value, not the client secret ID, for a secret added to app "
          + "'\(SignIn.client)'."
      ),
      (
        try application(SignIn.client, "app-secret", "https://graph.microsoft.com/User.Read.All"),
        "400 invalid_scope AADSTS1002012: The provided value for scope https://graph.microsoft.com/User.Read.All is "
          + "not valid. Client credential flows must have a scope value with /.default suffixed to the resource "
          + "identifier (application ID URI)."
      ),
      (
        try application("public", "x", Self.graph),
        "401 invalid_client AADSTS700025: Client is public so neither 'client_assertion' nor 'client_secret' should "
          + "be presented."
      ),
      (
        try user("public", "x", "User.Read"),
        "401 invalid_client AADSTS700025: Client is public so neither 'client_assertion' nor 'client_secret' should "
          + "be presented."
      ),
      (
        try user(SignIn.client, "", "User.Read"),
        "401 invalid_client AADSTS7000218: The request body must contain the following parameter: "
          + "'client_assertion' or 'client_secret'."
      ),
      (
        try user("public", "", "User.Read Mail.Read"),
        "400 invalid_grant AADSTS65001: The user or administrator has not consented to use the application with ID "
          + "'public' named 'public'. Send an interactive authorization request for this user and resource."
      ),
    ]
    for (reply, text) in cases { #expect(try SignIn.refusal(reply) == text) }
    #expect(try user("public", "", "Mail.Read").text("suberror") == "consent_required")
  }

  @Test(
    arguments: [
      ("https://app.example/cb", true), ("http://localhost:4711/cb", true),
      ("http://localhost:4711/other", false),
      ("https://app.example/cb2", false), ("https://localhost/cb", false),
    ])
  func addresses(_ address: String, _ isAllowed: Bool) throws {
    let query = SignIn.form([
      "client_id": SignIn.client, "response_type": "code", "scope": "User.Read", "redirect_uri": address,
    ])
    let reply = try signIn.get("/common/oauth2/v2.0/authorize?\(query)")
    #expect(reply.status == (isAllowed ? 200 : 400))
    #expect(reply.text.contains("AADSTS50011: The redirect URI") == !isAllowed)
    #expect(reply.text.contains("Sign in to Test app") == isAllowed)
  }

  /// After a sign-out a browser goes where an application lists that it may, and nowhere else.
  @Test(
    arguments: [
      ("https://app.example/cb", "", true), ("http://localhost:4711/cb", "", true),
      ("https://app.example/cb", "&client_id=\(SignIn.client)", true),
      ("https://app.example/cb", "&client_id=public", false), ("https://app.example/cb2", "", false),
      ("http://localhost:4711/other", "", false), ("https://evil.example/cb", "", false),
      ("https://evil.example/cb", "&client_id=public", false),
    ])
  func addressesAfterASignOut(_ address: String, _ more: String, _ isAllowed: Bool) throws {
    let reply = try signIn.get(
      "/common/oauth2/v2.0/logout?post_logout_redirect_uri=\(SignIn.escaped(address))\(more)")
    #expect(reply.status == (isAllowed ? 302 : 200))
    #expect(reply.header("Location") == (isAllowed ? address : nil))
  }

  /// A client that names itself by the token which it was given is held to its own addresses.
  @Test func aTokenSaysWhoseSignOutItIs() throws {
    let tokens = try user("public", "", "User.Read openid")
    let hint = try #require(try tokens.text("id_token"))
    let path = "/common/oauth2/v2.0/logout?post_logout_redirect_uri=https%3A%2F%2Fapp.example%2Fcb"
    #expect(try signIn.get(path).status == 302)
    #expect(try signIn.get("\(path)&id_token_hint=\(hint)").status == 200)
  }

  /// Where the address is left to what is listed, it is left to that in the end too.
  @Test func anAddressThatIsListedNeedNotBeNamed() throws {
    let query = SignIn.form([
      "client_id": SignIn.client, "response_type": "code", "scope": "User.Read",
      "emulator_user": SignIn.adele,
    ])
    let reply = try signIn.send("POST", "/common/oauth2/v2.0/authorize", body: query)
    #expect(reply.header("Location")?.hasPrefix("http://localhost/cb?code=") == true)
    let tokens = try signIn.token([
      "grant_type": "authorization_code", "client_id": SignIn.client, "client_secret": "app-secret",
      "code": try #require(SignIn.answer(reply)["code"]),
    ])
    #expect(try signIn.claims(tokens.text("access_token"))["scp"] == "User.Read")
  }

  /// Whatever Graph is called: what is not listed is not given, and a path on its host names nothing.
  @Test(
    arguments: [
      ("https://graph.microsoft.com/Directory.ReadWrite.All", "65001"),
      ("https://localhost:8586/Directory.ReadWrite.All", "65001"),
      ("https://GRAPH.microsoft.com.//Directory.ReadWrite.All", "65001"),
      ("http://127.0.0.1/Directory.ReadWrite.All", "65001"),
      ("00000003-0000-0000-C000-000000000000/Directory.ReadWrite.All", "65001"),
      ("api://00000003-0000-0000-c000-000000000000/Directory.ReadWrite.All", "65001"),
      ("https://graph.microsoft.com/x/Directory.ReadWrite.All", "70011"),
      ("https://graph.microsoft.com:443/v1.0/Directory.ReadWrite.All", "70011"),
      ("https://localhost:8586/x/Directory.ReadWrite.All", "70011"),
    ])
  func noNameOfGraphGivesMore(_ scope: String, _ code: String) throws {
    #expect(try SignIn.refusal(user("public", "", scope)).contains("AADSTS\(code): "))
  }

  @Test func anApplicationHearsWhatNobodyConsentedTo() throws {
    let query = SignIn.form([
      "client_id": "public", "response_type": "code", "scope": "Mail.Read",
      "redirect_uri": "https://app.example/cb", "emulator_user": SignIn.adele,
    ])
    let answer = try SignIn.answer(signIn.send("POST", "/common/oauth2/v2.0/authorize", body: query))
    #expect(answer["error"] == "consent_required")
    let told =
      "AADSTS65001: The user or administrator has not consented to use the application with ID 'public' named "
      + "'public'. Send an interactive authorization request for this user and resource. Trace ID: "
    #expect(answer["error_description"]?.hasPrefix(told) == true, "\(answer)")
    #expect(Set(answer.keys) == ["error", "error_description"])
  }

  @Test func exportsListThemAndSeedsMergeThem() throws {
    let signIn = try SignIn(#", "clientApplications":[{"clientId":"a","secret":"s"},{"clientId":"b"}]"#)
    try signIn.emulator.load(#"{"clientApplications":[{"clientId":"a","name":"A"}]}"#)
    let seed = try JSONValue.parse(signIn.emulator.export())
    #expect(
      seed.objectValue?["clientApplications"]
        == [["clientId": "a", "name": "A", "secret": "s"], ["clientId": "b"]])
  }
}
