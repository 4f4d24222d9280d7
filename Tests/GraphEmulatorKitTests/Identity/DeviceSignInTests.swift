import JSON
import Testing

@Suite("A device signs in with a code that its user types elsewhere")
struct DeviceSignInTests {
  private static let page = "/common/oauth2/deviceauth"

  private func begin(_ signIn: SignIn) throws -> (device: String, user: String) {
    let reply = signIn.send(
      "POST", "/\(SignIn.tenant)/oauth2/v2.0/devicecode", body: "client_id=x&scope=User.Read+offline_access")
    let (device, user) = (
      try #require(try reply.text("device_code")), try #require(try reply.text("user_code"))
    )
    #expect(reply.status == 200)
    #expect(
      reply.text == """
        {"user_code":"\(user)","device_code":"\(device)",\
        "verification_uri":"https://localhost:8586\(Self.page)","expires_in":900,"interval":5,\
        "message":"To sign in, use a web browser to open the page https://localhost:8586\(Self.page) and enter \
        the code \(user) to authenticate."}
        """)
    #expect(user.count == 9)
    return (device, user)
  }

  private func poll(_ signIn: SignIn, _ device: String, client: String = "x") -> Reply {
    signIn.token([
      "grant_type": "urn:ietf:params:oauth:grant-type:device_code", "client_id": client,
      "device_code": device, "code": device,
    ])
  }

  private static let pending =
    "400 authorization_pending AADSTS70016: OAuth 2.0 device flow error. Authorization is pending. Continue polling."
  private static let unknown =
    "400 bad_verification_code AADSTS70018: Error validating the device code: it is not valid."

  @Test func theUserSignsIn() throws {
    let signIn = try SignIn()
    let (device, code) = try begin(signIn)
    #expect(try SignIn.refusal(poll(signIn, device)) == Self.pending)
    #expect(signIn.get(Self.page).text.contains(#"<input name="otc""#))
    #expect(signIn.get("\(Self.page)?user_code=ABC").text.contains(#"value="ABC""#))
    let typed = code.prefix(3) + "-" + code.dropFirst(3).lowercased()
    let users = signIn.send("POST", Self.page, body: "otc=\(typed)")
    #expect(users.status == 200)
    #expect(users.text.contains("<h1>Sign in to x</h1>"))
    #expect(users.text.contains(#"<input type="hidden" name="otc" value="\#(code)">"#))
    let done = signIn.send("POST", Self.page, body: "otc=\(code)&emulator_user=\(SignIn.adele)")
    #expect(done.text.contains("<h1>You have signed in to x</h1>"))
    #expect(try SignIn.refusal(poll(signIn, device, client: "other")) == Self.unknown)
    let tokens = poll(signIn, device)
    #expect(try signIn.claims(tokens.text("access_token"))["upn"] == "adele@contoso.example")
    #expect(try tokens.text("refresh_token") != nil)
    #expect(try SignIn.refusal(poll(signIn, device)) == Self.unknown)
  }

  @Test func theUserDeclines() throws {
    let signIn = try SignIn()
    let (device, code) = try begin(signIn)
    let reply = signIn.send("POST", Self.page, body: "otc=\(code)&emulator_user=nobody")
    #expect(reply.text.contains("<h1>Declined</h1>"))
    #expect(
      try SignIn.refusal(poll(signIn, device))
        == "400 authorization_declined The user declined the sign-in of the device.")
    #expect(try SignIn.refusal(poll(signIn, device)) == Self.unknown)
  }

  @Test func wrongCodesAndUsers() throws {
    let signIn = try SignIn()
    let (device, code) = try begin(signIn)
    let wrong = signIn.send("POST", Self.page, body: "otc=WRONG")
    #expect(wrong.status == 400)
    #expect(wrong.text.contains("That code didn&#39;t work. Check the code and try again."))
    let disabled = signIn.send(
      "POST", Self.page, body: "otc=\(code)&emulator_user=off@contoso.example")
    #expect(disabled.text.contains("AADSTS50057: The user account is disabled."))
    let unknown = signIn.send("POST", Self.page, body: "otc=\(code)&emulator_user=x")
    #expect(unknown.text.contains("AADSTS50034"))
    #expect(try SignIn.refusal(poll(signIn, device)) == Self.pending)
  }

  @Test func timeEndsIt() throws {
    let signIn = try SignIn()
    let (device, code) = try begin(signIn)
    try signIn.emulator.load(#"{"clock":{"mode":"frozen","now":"2026-01-31T08:30:30Z"}}"#)
    #expect(signIn.send("POST", Self.page, body: "otc=\(code)").status == 400)
    #expect(
      try SignIn.refusal(poll(signIn, device)) == """
        400 expired_token AADSTS70020: The provided value for the input parameter 'device_code' is not valid. \
        This device code has expired.
        """)
    #expect(try SignIn.refusal(poll(signIn, device)) == Self.unknown)
  }

  @Test func theSettingsApprove() throws {
    let signIn = try SignIn(#", "settings":{"signIn":{"autoApprove":true}}"#)
    let (device, _) = try begin(signIn)
    #expect(try signIn.claims(poll(signIn, device).text("access_token"))["upn"] == "adele@contoso.example")
  }

  @Test func whatIsMissing() throws {
    let signIn = try SignIn()
    let path = "/common/oauth2/v2.0/devicecode"
    for (form, name) in [("", "client_id"), ("client_id=x", "scope")] {
      #expect(
        try SignIn.refusal(signIn.send("POST", path, body: form))
          == "400 invalid_request AADSTS900144: The request body must contain the following parameter: '\(name)'."
      )
    }
  }
}
