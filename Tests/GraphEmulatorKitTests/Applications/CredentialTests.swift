import JSON
import Testing

/// Secrets of applications: shown once, kept from then on, and good for signing in.
@Suite struct CredentialTests {
  private static let graph = "00000003-0000-0000-c000-000000000000"

  private func register(_ signIn: SignIn, _ more: String = "") throws -> (id: String, appID: String) {
    let reply = signIn.emulator.send("POST", "/applications", #"{"displayName":"Payroll"\#(more)}"#)
    return (try #require(reply["id"]?.stringValue), try #require(reply["appId"]?.stringValue))
  }

  @Test func isShownOnce() throws {
    let signIn = try SignIn()
    let application = try register(signIn)
    let path = "/applications/\(application.id)"
    let made = signIn.emulator.send(
      "POST", "\(path)/addPassword", #"{"passwordCredential":{"displayName":"CI"}}"#, version: "v1.0")
    let secret = try #require(made["secretText"]?.stringValue)
    let key = try #require(made["keyId"]?.stringValue)
    #expect(secret.count == 40)
    func shown(_ text: String) -> String {
      """
      "customKeyIdentifier":null,"displayName":"CI","endDateTime":"2028-01-31T08:15:30Z",
      "hint":"\(secret.prefix(3))","keyId":"\(key)","secretText":\(text),"startDateTime":"2026-01-31T08:15:30Z"
      """
    }
    #expect(
      made.whole
        == .ok(
          #"{"@odata.context":"V/$metadata#microsoft.graph.passwordCredential",\#(shown("\"\(secret)\""))}"#)
    )
    #expect(
      signIn.emulator.send("GET", "\(path)?$select=passwordCredentials", version: "v1.0").whole
        == .ok(
          """
          {"@odata.context":"V/$metadata#applications(passwordCredentials)/$entity",
           "passwordCredentials":[{\(shown("null"))}]}
          """))
    #expect(
      signIn.emulator.send("POST", "\(path)/removePassword", #"{"keyId":"\#(key)"}"#).whole == .noContent)
    #expect(
      signIn.emulator.send("POST", "\(path)/removePassword", #"{"keyId":"\#(key)"}"#).whole
        == .error(400, "Request_BadRequest", "No credentials found to be removed."))
    #expect(signIn.emulator.get("\(path)?$select=passwordCredentials")["passwordCredentials"] == [])
  }

  @Test func isNotMadeUpByAClient() throws {
    let signIn = try SignIn()
    let reply = signIn.emulator.send(
      "POST", "/applications", #"{"displayName":"X","passwordCredentials":[{"secretText":"secret"}]}"#)
    #expect(
      reply.whole
        == .error(
          400, "Request_BadRequest", "New password credentials must be generated with service actions."))
  }

  @Test func keysAreKept() throws {
    let signIn = try SignIn()
    let application = try register(signIn)
    let path = "/applications/\(application.id)"
    let made = signIn.emulator.send(
      "POST", "\(path)/addKey",
      """
      {"keyCredential":{"type":"AsymmetricX509Cert","usage":"Verify","key":"MIIDYDCCAki="},"passwordCredential":null,
       "proof":"eyJ0eXAiOiJ"}
      """, version: "v1.0")
    let key = try #require(made["keyId"]?.stringValue)
    let shown = """
      "customKeyIdentifier":null,"displayName":null,"endDateTime":null,"key":null,"keyId":"\(key)",
      "startDateTime":"2026-01-31T08:15:30Z","type":"AsymmetricX509Cert","usage":"Verify"
      """
    #expect(
      made.whole == .ok(#"{"@odata.context":"V/$metadata#microsoft.graph.keyCredential",\#(shown)}"#))
    #expect(try signIn.emulator.export().contains("MIIDYDCCAki="))
    #expect(
      signIn.emulator.send("POST", "\(path)/removeKey", #"{"keyId":"\#(key)","proof":"x"}"#).whole
        == .noContent)
    #expect(signIn.emulator.get("\(path)?$select=keyCredentials")["keyCredentials"] == [])
  }

  // MARK: Signing in

  private func token(_ signIn: SignIn, _ client: String, _ secret: String) -> Reply {
    signIn.token([
      "grant_type": "client_credentials", "client_id": client, "client_secret": secret,
      "scope": "https://graph.microsoft.com/.default",
    ])
  }

  /// As in the service: registered, given a secret and a role, and then it signs in with both.
  @Test func signsIn() throws {
    let signIn = try SignIn()
    let application = try register(signIn)
    let secret = try #require(
      signIn.emulator.send("POST", "/applications/\(application.id)/addPassword", "{}")["secretText"]?
        .stringValue)
    let client = try #require(
      signIn.emulator.send("POST", "/servicePrincipals", #"{"appId":"\#(application.appID)"}"#)["id"]?
        .stringValue)
    let graph = try #require(
      signIn.emulator.get("/servicePrincipals(appId='\(Self.graph)')?$select=id")["id"]?.stringValue)
    let role = "df021288-bdef-4463-88db-98f22de89214"
    #expect(
      signIn.emulator.send(
        "POST", "/servicePrincipals/\(client)/appRoleAssignments",
        #"{"principalId":"\#(client)","resourceId":"\#(graph)","appRoleId":"\#(role)"}"#
      ).status == 201)
    let claims = try signIn.claims(token(signIn, application.appID, secret).text("access_token"))
    #expect(claims["roles"] == ["User.Read.All"])
    #expect(claims["oid"] == .string(client))
    #expect(claims["app_displayname"] == "Payroll")
    #expect(
      try SignIn.refusal(token(signIn, application.appID, "wrong")).hasPrefix(
        "401 invalid_client AADSTS7000215:"))
    #expect(
      try SignIn.refusal(token(signIn, application.appID, "wrong")).contains("'\(application.appID)'"))
  }

  @Test func signsInNoMoreWhenItsTimeIsOver() throws {
    let signIn = try SignIn()
    let application = try register(signIn)
    let secret = try #require(
      signIn.emulator.send(
        "POST", "/applications/\(application.id)/addPassword",
        #"{"passwordCredential":{"endDateTime":"2026-01-31T09:15:30Z"}}"#)["secretText"]?.stringValue)
    #expect(token(signIn, application.appID, secret).status == 200)
    try signIn.emulator.advance(milliseconds: 3_600_000)
    #expect(
      try SignIn.refusal(token(signIn, application.appID, secret)).hasPrefix(
        "401 invalid_client AADSTS7000222:"))
  }

  @Test("a tenant that lists its applications takes those that are registered too") func isAsGoodAsListed()
    throws
  {
    let signIn = try SignIn(#", "clientApplications":[{"clientId":"\#(SignIn.client)","secret":"s"}]"#)
    let application = try register(signIn)
    #expect(token(signIn, application.appID, "any").status == 200)
    #expect(
      try SignIn.refusal(token(signIn, "other", "any")).hasPrefix("400 unauthorized_client AADSTS700016:"))
  }

  @Test("what is exported signs in where it is loaded") func survivesAnExport() throws {
    let signIn = try SignIn()
    let application = try register(signIn)
    let secret = try #require(
      signIn.emulator.send("POST", "/applications/\(application.id)/addPassword", "{}")["secretText"]?
        .stringValue)
    let other = SignIn(emulator: try TestEmulator(try signIn.emulator.export()))
    #expect(token(other, application.appID, secret).status == 200)
    #expect(token(other, application.appID, "wrong").status == 401)
    #expect(try other.emulator.export() == signIn.emulator.export())
  }
}
