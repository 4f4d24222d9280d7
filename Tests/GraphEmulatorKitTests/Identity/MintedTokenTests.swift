import JSON
import Testing

@Suite("The control plane makes tokens without anybody who signs in")
struct MintedTokenTests {
  private static let signIn = Result { try SignIn() }
  private var signIn: SignIn { get throws { try Self.signIn.get() } }

  private func order(_ body: String) throws -> Reply {
    try signIn.send("POST", "/_emulator/tenants/default/tokens", body: body)
  }

  @Test func ofAUser() throws {
    let reply = try order(
      #"{"user":"adele@contoso.example","scopes":["User.Read","Mail.Read"],"app":"x","expiresIn":60}"#)
    let token = try #require(try reply.text("access_token"))
    #expect(reply.status == 200)
    #expect(reply.text == #"{"access_token":"\#(token)","token_type":"Bearer","expires_in":60}"#)
    let claims = try signIn.claims(token)
    #expect(claims["oid"] == .string(SignIn.adele))
    #expect(claims["scp"] == "User.Read Mail.Read")
    #expect(claims["appid"] == "x")
    #expect(claims["tid"] == .string(SignIn.tenant))
    #expect(claims["exp"] == .number(SignIn.now + 60))
  }

  @Test func ofAnApplication() throws {
    let claims = try signIn.claims(
      order(#"{"roles":["User.Read.All"],"clientId":"x","lifetime":-60}"#).text("access_token"))
    #expect(claims["roles"] == ["User.Read.All"])
    #expect(claims["scp"] == nil)
    #expect(claims["idtyp"] == "app")
    #expect(claims["appid"] == "x")
    #expect(claims["exp"] == .number(SignIn.now - 60))
  }

  /// Whoever gives an application its token, it is the same application.
  @Test func anApplicationIsTheSameAsWhenItSignsIn() throws {
    let minted = try signIn.claims(
      order(#"{"roles":["User.Read.All"],"clientId":"\#(SignIn.client.uppercased())"}"#).text("access_token"))
    let signedIn = try signIn.claims(
      signIn.token([
        "grant_type": "client_credentials", "client_id": SignIn.client, "client_secret": "any",
        "scope": "https://graph.microsoft.com/.default",
      ]).text("access_token"))
    #expect(minted["oid"] == signedIn["oid"])
    #expect(minted["sub"] == signedIn["sub"])
    #expect(minted["oid"] != .string(SignIn.client))
  }

  @Test func ofTheUsualUser() throws {
    let claims = try signIn.claims(order(#"{"scopes":[]}"#).text("access_token"))
    #expect(claims["upn"] == "adele@contoso.example")
    #expect(claims["scp"] == "")
    #expect(claims["exp"] == .number(SignIn.now + 3600))
  }

  @Test(
    arguments: [
      ("", "The order is no JSON: a value expected at byte 0."),
      ("[]", "The order is no JSON object."),
      (
        #"{"scope":"x"}"#,
        "There is no 'scope' in an order; there are user, scopes, app, clientId, roles, expiresIn, lifetime."
      ),
      ("{}", "'scopes' for a user's token, or 'roles' for an application's, is missing."),
      (
        #"{"scopes":[],"roles":[]}"#,
        "'scopes' are of a user and 'roles' of an application: give one of them."
      ),
      (#"{"roles":[],"user":"x"}"#, "'roles' are of an application alone: they do not go with 'user'."),
      (#"{"scopes":"x"}"#, "'scopes' takes a list of names of permissions."),
      (#"{"scopes":["a b"]}"#, "'scopes' takes a list of names of permissions."),
      (#"{"roles":[1]}"#, "'roles' takes a list of names of permissions."),
      (#"{"scopes":[],"user":1}"#, "'user' takes a text, not a number."),
      (#"{"scopes":[],"app":"x","clientId":"x"}"#, "'app' and 'clientId' are the same: give one of them."),
      (#"{"scopes":[],"expiresIn":1.5}"#, "'expiresIn' takes seconds from -315360000 to 315360000."),
      (#"{"scopes":[],"lifetime":315360001}"#, "'lifetime' takes seconds from -315360000 to 315360000."),
      (#"{"scopes":[],"user":"x@y.example"}"#, "There is no user 'x@y.example'."),
    ])
  func whatCannotBe(_ body: String, _ text: String) throws {
    let reply = try order(body)
    #expect(reply.status == 400)
    #expect(
      try JSONValue.parse(reply.text) == ["error": ["code": "BadRequest", "message": .string(text)]])
  }
}
