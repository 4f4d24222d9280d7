import Crypto
import HTTPMessages
import Identity
import JSON
import Testing

@Suite("A browser is sent to sign in, and brings an application its answer")
struct AuthorizeTests {
  private static let signIn = Result { try SignIn() }
  private var signIn: SignIn { get throws { try Self.signIn.get() } }

  private static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
  private static let path = "/\(SignIn.tenant)/oauth2/v2.0/authorize"

  private static func query(_ more: KeyValuePairs<String, String> = [:], without: Set<String> = []) -> String
  {
    var pairs: [(String, String)] = [
      ("client_id", SignIn.client), ("response_type", "code"), ("redirect_uri", "http://localhost:3000/cb"),
      ("scope", "User.Read openid offline_access"), ("state", "a&b"), ("nonce", "n1"),
      ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"), ("code_challenge_method", "S256"),
      ("client_info", "1"),
    ]
    pairs.removeAll { pair in without.contains(pair.0) || more.contains { $0.key == pair.0 } }
    pairs += more.map { ($0.key, $0.value) }
    return pairs.map { "\($0.0)=\(SignIn.escaped($0.1))" }.joined(separator: "&")
  }

  private func choose(
    _ user: String, _ more: KeyValuePairs<String, String> = [:], headers: [HeaderField] = []
  ) throws -> Reply {
    try signIn.send(
      "POST", Self.path, body: Self.query(more) + "&emulator_user=\(SignIn.escaped(user))", headers: headers)
  }

  /// With the address that the code was asked for with, when `more` has no other.
  private func redeem(_ code: String?, _ more: KeyValuePairs<String, String>) throws -> Reply {
    let form = SignIn.form(more)
    var rest = SignIn.form([
      "grant_type": "authorization_code", "client_id": SignIn.client, "code": try #require(code),
    ])
    if !more.contains(where: { $0.key == "redirect_uri" }) {
      rest += "&redirect_uri=\(SignIn.escaped("http://localhost:3000/cb"))"
    }
    return try signIn.send("POST", "/common/oauth2/v2.0/token", body: "\(rest)&\(form)")
  }

  // MARK: The way of a code

  @Test func thePageListsUsers() throws {
    let reply = try signIn.get("\(Self.path)?\(Self.query(["login_hint": "alex@contoso.example"]))")
    #expect(reply.status == 200)
    #expect(reply.header("Content-Type") == "text/html; charset=utf-8")
    #expect(
      reply.header("Content-Security-Policy")
        == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'")
    #expect(reply.header("X-Frame-Options") == "DENY")
    let start = try #require(reply.text.firstRange(of: "<h1>"))
    let end = try #require(reply.text.firstRange(of: "<footer>"))
    let action = "https://localhost:8586\(Self.path)"
    let fields = """
      <input type="hidden" name="client_id" value="\(SignIn.client)">
      <input type="hidden" name="client_info" value="1">
      <input type="hidden" name="code_challenge" value="E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM">
      <input type="hidden" name="code_challenge_method" value="S256">
      <input type="hidden" name="login_hint" value="alex@contoso.example">
      <input type="hidden" name="nonce" value="n1">
      <input type="hidden" name="redirect_uri" value="http://localhost:3000/cb">
      <input type="hidden" name="response_type" value="code">
      <input type="hidden" name="scope" value="User.Read openid offline_access">
      <input type="hidden" name="state" value="a&amp;b">
      """
    func button(_ id: Int, _ name: String, _ principal: String) -> String {
      """
      <li><button type="submit" name="emulator_user" value="11111111-0000-4000-8000-00000000000\(id)">\(name)\
      <small>\(principal)</small></button></li>
      """
    }
    #expect(
      reply.text[start.lowerBound..<end.lowerBound] == """
        <h1>Sign in to \(SignIn.client)</h1>
        <p>Contoso</p>
        <form method="post" action="\(action)">
        \(fields)
        <ul>
        \(button(2, "Alex &lt;Wilber&gt;", "alex@contoso.example"))
        \(button(1, "Adele Vance", "adele@contoso.example"))
        \(button(3, "Off (disabled)", "off@contoso.example"))
        </ul>
        <button type="submit" name="emulator_user" value="nobody">Cancel</button>
        </form>
        <form method="post" action="\(action)">
        \(fields)
        <label>Somebody else
        <input name="emulator_user" placeholder="name@domain" value=""></label>
        <button type="submit">Next</button>
        </form>

        """)
  }

  @Test func aCodeIsRedeemedOnce() throws {
    let reply = try choose(SignIn.adele)
    #expect(reply.status == 302)
    #expect(reply.header("Location")?.hasPrefix("http://localhost:3000/cb?code=") == true)
    let answer = try SignIn.answer(reply)
    #expect(Set(answer.keys) == ["code", "client_info", "session_state", "state"])
    #expect(answer["state"] == "a&b")
    let tokens = try redeem(
      answer["code"],
      ["redirect_uri": "http://localhost:3000/cb", "code_verifier": Self.verifier, "client_info": "1"])
    #expect(tokens.status == 200)
    #expect(try tokens.text("client_info") == answer["client_info"])
    #expect(try tokens.text("scope") == "User.Read openid")
    #expect(try signIn.claims(tokens.text("id_token"))["nonce"] == "n1")
    let claims = try signIn.claims(tokens.text("access_token"))
    #expect(claims["oid"] == .string(SignIn.adele))
    #expect(claims["scp"] == "User.Read openid")
    let again = try redeem(answer["code"], ["code_verifier": Self.verifier])
    #expect(
      try SignIn.refusal(again) == """
        400 invalid_grant AADSTS54005: OAuth2 Authorization code was already redeemed, please retry with a new \
        valid code or use an existing refresh token.
        """)
  }

  private static let spent = """
    400 invalid_grant AADSTS54005: OAuth2 Authorization code was already redeemed, please retry with a new valid \
    code or use an existing refresh token.
    """

  /// Who cannot show that a code is theirs has spent it: nobody can try again, with another verifier as little.
  @Test(
    arguments: [
      (
        ["redirect_uri": "http://localhost:3000/other", "code_verifier": verifier],
        """
        401 invalid_client AADSTS500112: The reply address 'http://localhost:3000/other' does not match the \
        reply address 'http://localhost:3000/cb' provided when requesting Authorization code.
        """
      ),
      (
        ["redirect_uri": "http://localhost:3000/cb"],
        """
        400 invalid_grant AADSTS50148: The code_verifier does not match the code_challenge supplied in the \
        authorization request for PKCE.
        """
      ),
      (
        ["redirect_uri": "http://localhost:3000/cb", "code_verifier": "x"],
        """
        400 invalid_grant AADSTS501481: The Code_Verifier does not match the code_challenge supplied in the \
        authorization request.
        """
      ),
      (
        ["client_id": "other", "redirect_uri": "http://localhost:3000/cb", "code_verifier": verifier],
        "400 invalid_grant AADSTS70000: Provided grant is invalid or malformed."
      ),
    ] as [([String: String], String)])
  func aCodeOfOthersIsSpent(_ more: [String: String], _ refusal: String) throws {
    let code = try #require(try SignIn.answer(choose(SignIn.adele))["code"])
    var form = ["grant_type": "authorization_code", "client_id": SignIn.client, "code": code]
    form.merge(more) { $1 }
    let body = form.map { "\($0.key)=\(SignIn.escaped($0.value))" }.joined(separator: "&")
    func attempt() throws -> String {
      try SignIn.refusal(signIn.send("POST", "/common/oauth2/v2.0/token", body: body))
    }
    #expect(try attempt() == refusal)
    #expect(try attempt() == Self.spent)
    #expect(try SignIn.refusal(redeem(code, ["code_verifier": Self.verifier])) == Self.spent)
  }

  @Test func aRequestThatIsWrongOtherwiseSpendsNothing() throws {
    let code = try SignIn.answer(choose(SignIn.adele))["code"]
    let mixed = try redeem(
      code, ["code_verifier": Self.verifier, "scope": "User.Read api://other/access"])
    #expect(try SignIn.refusal(mixed).hasPrefix("400 invalid_scope AADSTS28000: "))
    #expect(try redeem(code, ["code_verifier": Self.verifier]).status == 200)
  }

  /// The address that a browser was sent with is named again, and nothing is spent by who forgets it (RFC 6749, section
  /// 4.1.3).
  @Test func theAddressOfACodeIsNamedAgain() throws {
    let code = try SignIn.answer(choose(SignIn.adele))["code"]
    #expect(
      try SignIn.refusal(redeem(code, ["redirect_uri": "", "code_verifier": Self.verifier]))
        == "400 invalid_request AADSTS900144: The request body must contain the following parameter: 'redirect_uri'."
    )
    #expect(try redeem(code, ["code_verifier": Self.verifier]).status == 200)
  }

  @Test func aCodeEndsWithTime() throws {
    let signIn = try SignIn()
    let reply = signIn.send("POST", Self.path, body: Self.query() + "&emulator_user=\(SignIn.adele)")
    let code = try #require(try SignIn.answer(reply)["code"])
    try signIn.emulator.load(#"{"clock":{"mode":"frozen","now":"2026-01-31T08:25:30Z"}}"#)
    let late = signIn.token([
      "grant_type": "authorization_code", "client_id": SignIn.client, "code": code,
      "code_verifier": Self.verifier, "redirect_uri": "http://localhost:3000/cb",
    ])
    #expect(
      try SignIn.refusal(late) == """
        400 invalid_grant AADSTS70008: The provided authorization code or refresh token has expired due to \
        inactivity. Send a new interactive authorization request for this user and resource.
        """)
  }

  // MARK: Modes

  @Test func answersInTheFragment() throws {
    let reply = try choose(
      SignIn.adele, ["response_type": "code id_token token", "response_mode": "fragment"])
    #expect(reply.header("Location")?.hasPrefix("http://localhost:3000/cb#code=") == true)
    let answer = try SignIn.answer(reply, after: "#")
    #expect(
      Set(answer.keys) == [
        "code", "access_token", "token_type", "expires_in", "scope", "id_token", "client_info",
        "session_state", "state",
      ])
    let claims = try signIn.claims(answer["id_token"])
    func half(_ text: String?) throws -> JSONValue {
      .string(Base64URL.text(SHA256.hash(data: Array(try #require(text).utf8)).prefix(16)))
    }
    #expect(claims["nonce"] == "n1")
    #expect(try claims["c_hash"] == half(answer["code"]))
    #expect(try claims["at_hash"] == half(answer["access_token"]))
  }

  @Test func answersAsAForm() throws {
    let reply = try choose(SignIn.adele, ["response_mode": "form_post", "state": "\"><script>"])
    #expect(reply.status == 200)
    #expect(reply.header("Location") == nil)
    let digest = SHA256.hash(data: Array("document.forms[0].submit()".utf8))
    let encoded = Base64URL.text(digest).replacing("-", with: "+").replacing("_", with: "/") + "="
    #expect(reply.header("Content-Security-Policy")?.contains("script-src 'sha256-\(encoded)'") == true)
    #expect(reply.text.contains(#"<form method="post" action="http://localhost:3000/cb">"#))
    #expect(reply.text.contains(#"<input type="hidden" name="state" value="&quot;&gt;&lt;script&gt;">"#))
    #expect(reply.text.contains("<script>document.forms[0].submit()</script>"))
    #expect(reply.text.contains(#"<button type="submit">Continue</button>"#))
  }

  @Test func whoDoesNotWantTo() throws {
    let answer = try SignIn.answer(choose("nobody"))
    #expect(answer["error"] == "access_denied")
    #expect(
      answer["error_description"]?.hasPrefix("AADSTS65004: User declined to consent to access the app.")
        == true)
    #expect(answer["state"] == "a&b")
  }

  // MARK: Sessions

  @Test func aBrowserStaysSignedIn() throws {
    let cookie = try #require(choose(SignIn.adele).header("Set-Cookie"))
    #expect(cookie.hasSuffix("; Path=/; HttpOnly; SameSite=None; Secure"))
    let session = HeaderField("Cookie", "a=b; " + (cookie.split(separator: ";").first ?? ""))
    for prompt in ["none", "consent"] {
      let reply = try signIn.get("\(Self.path)?\(Self.query(["prompt": prompt]))", headers: [session])
      #expect(try SignIn.answer(reply)["code"] != nil)
    }
    for more: KeyValuePairs in [["prompt": "login"], ["login_hint": "alex@contoso.example"]] {
      #expect(try signIn.get("\(Self.path)?\(Self.query(more))", headers: [session]).status == 200)
    }
    let end = try signIn.get("/common/oauth2/v2.0/logout", headers: [session])
    #expect(end.header("Set-Cookie") == "ESTSAUTH=; Path=/; HttpOnly; SameSite=None; Secure; Max-Age=0")
    #expect(end.text.contains("<h1>You signed out of your account</h1>"))
    let back = try signIn.get(
      "/common/oauth2/v2.0/logout?post_logout_redirect_uri=https%3A%2F%2Flocalhost%3A3000%2Fbye&state=s")
    #expect(back.header("Location") == "https://localhost:3000/bye?state=s")
  }

  /// Where no application is listed, browsers go back to this machine alone.
  @Test(
    arguments: [
      "javascript:alert(1)", "https://app.example/bye", "http://localhost.example/", "//localhost/",
      "http://localhost@app.example/", "http://app.example\\.localhost/", "http://[::2]/",
    ])
  func aSignOutLeadsNowhereElse(_ address: String) throws {
    let reply = try signIn.get(
      "/common/oauth2/v2.0/logout?post_logout_redirect_uri=\(SignIn.escaped(address))")
    #expect(reply.status == 200)
    #expect(reply.header("Location") == nil)
    #expect(reply.header("Set-Cookie")?.hasSuffix("Max-Age=0") == true)
    #expect(reply.text.contains("<h1>You signed out of your account</h1>"))
  }

  @Test func nobodyIsSignedIn() throws {
    for session in [nil, HeaderField("Cookie", "ESTSAUTH=nonsense")] {
      let reply = try signIn.get(
        "\(Self.path)?\(Self.query(["prompt": "none"]))", headers: session.map { [$0] } ?? [])
      let answer = try SignIn.answer(reply)
      #expect(answer["error"] == "login_required")
      #expect(
        answer["error_description"]?.hasPrefix(
          "AADSTS50058: A silent sign-in request was sent but no user is signed in. Trace ID: ") == true)
    }
  }

  // MARK: Without a person

  @Test func theSettingsSayWho() throws {
    let signIn = try SignIn(
      #", "settings":{"signIn":{"user":"alex@contoso.example","autoApprove":true}}"#)
    func user(_ more: KeyValuePairs<String, String>) throws -> JSONValue? {
      let answer = try SignIn.answer(signIn.get("\(Self.path)?\(Self.query(more))"))
      let tokens = signIn.token([
        "grant_type": "authorization_code", "client_id": SignIn.client, "code": try #require(answer["code"]),
        "code_verifier": Self.verifier, "redirect_uri": "http://localhost:3000/cb",
      ])
      return try signIn.claims(tokens.text("access_token"))["upn"]
    }
    #expect(try user([:]) == "alex@contoso.example")
    #expect(try user(["login_hint": "adele@contoso.example", "prompt": "login"]) == "adele@contoso.example")
    let unknown = signIn.get("\(Self.path)?\(Self.query(["login_hint": "x@contoso.example"]))")
    #expect(unknown.status == 400)
    #expect(unknown.text.contains("AADSTS50034: The user account {EUII Hidden} does not exist"))
  }

  // MARK: What is wrong

  @Test(
    arguments: [
      (
        "client_id",
        "AADSTS900144: The request body must contain the following parameter: &#39;client_id&#39;."
      ),
      (
        "redirect_uri",
        "AADSTS900144: The request body must contain the following parameter: &#39;redirect_uri&#39;."
      ),
    ])
  func thePersonIsTold(_ missing: String, _ text: String) throws {
    let reply = try signIn.get("\(Self.path)?\(Self.query(without: [missing]))")
    #expect(reply.status == 400)
    #expect(reply.header("Content-Type") == "text/html; charset=utf-8")
    #expect(reply.text.contains(text))
  }

  @Test(
    arguments: [
      "javascript:alert(1)", "data:text/html,x", "nonsense", "https://app.example/#x",
      "https://app.example/\r\nX: y",
      "https://app.example/ä", ":x",
    ])
  func addressesThatAreNone(_ address: String) throws {
    let reply = try signIn.get("\(Self.path)?\(Self.query(["redirect_uri": address]))")
    #expect(reply.status == 400)
    #expect(reply.text.contains("AADSTS50011: The redirect URI"))
    #expect(!reply.text.contains("<script>"))
  }

  @Test(
    arguments: [
      (
        ["response_type": "magic"],
        "AADSTS90023: The value 'magic' of the parameter 'response_type' is not supported."
      ),
      (["prompt": "magic"], "AADSTS90023: The value 'magic' of the parameter 'prompt' is not supported."),
      (["scope": ""], "AADSTS900144: The request body must contain the following parameter: 'scope'."),
      (
        ["code_challenge_method": "plain"],
        "AADSTS90023: The value 'plain' of the parameter 'code_challenge_method' is not supported."
      ),
      (
        ["code_challenge_method": ""],
        "AADSTS90023: The value 'plain' of the parameter 'code_challenge_method' is not supported."
      ),
      (
        ["code_challenge": ""],
        "AADSTS900144: The request body must contain the following parameter: 'code_challenge'."
      ),
      (["code_challenge": "short"], "AADSTS501491: Invalid size of Code_Challenge parameter."),
      (
        ["response_type": "id_token", "response_mode": "query"],
        "AADSTS70007: 'query' is not a supported value of 'response_mode' when requesting a token."
      ),
    ] as [([String: String], String)])
  func theApplicationIsTold(_ change: [String: String], _ text: String) throws {
    let names = Set(change.keys)
    let query =
      Self.query(without: names)
      + change.sorted { $0.key < $1.key }
      .map { "&\($0.key)=\(SignIn.escaped($0.value))" }.joined()
    // What is asked for in a way that is not known may have been a token, which goes into the fragment.
    let answer = try SignIn.answer(
      signIn.get("\(Self.path)?\(query)"), after: change["response_type"] == "magic" ? "#" : "?")
    #expect(answer["error"] == "invalid_request")
    #expect(answer["error_description"]?.hasPrefix("\(text) Trace ID: ") == true)
    #expect(answer["state"] == "a&b")
  }

  /// Blanks ask for nothing, in which no code is to be given.
  @Test func blanksAreNoResponseType() throws {
    let answer = try SignIn.answer(
      choose(SignIn.adele, ["response_type": " ", "response_mode": "fragment"]), after: "#")
    #expect(Set(answer.keys) == ["error", "error_description", "state"])
    #expect(answer["error"] == "invalid_request")
    #expect(
      answer["error_description"]?.hasPrefix(
        "AADSTS90023: The value ' ' of the parameter 'response_type' is not supported. Trace ID: ") == true)
  }

  @Test func tokensOfTheBrowserNeedANonce() throws {
    let reply = try signIn.get(
      "\(Self.path)?\(Self.query(["response_type": "id_token"], without: ["nonce"]))")
    #expect(try SignIn.answer(reply, after: "#")["error"] == "invalid_request")
  }

  @Test func otherSitesCannotChoose() throws {
    let reply = try choose(SignIn.adele, headers: [HeaderField("Origin", "https://evil.example")])
    #expect(reply.status == 403)
    #expect(reply.header("Access-Control-Allow-Origin") == nil)
    #expect(reply.header("Vary") == "Origin")
    let own = try choose(SignIn.adele, headers: [HeaderField("Origin", "https://localhost:8586")])
    #expect(own.status == 302)
  }

  @Test func foreignHostsAreNotServed() throws {
    let reply = try signIn.send("GET", "\(Self.path)?\(Self.query())", host: "evil.example")
    #expect(reply.status == 403)
    #expect(
      reply.text == """
        {"error":"access_denied","error_description":"The token service is not served under the host \
        'evil.example'."}
        """)
  }

  @Test func pagesOfThisMachineMayAsk() throws {
    let origin = HeaderField("Origin", "http://localhost:3000")
    let preflight = try signIn.send(
      "OPTIONS", "/common/oauth2/v2.0/token",
      headers: [origin, HeaderField("Access-Control-Request-Method", "POST")])
    #expect(preflight.status == 200)
    #expect(preflight.header("Access-Control-Allow-Origin") == "http://localhost:3000")
    #expect(preflight.header("Access-Control-Allow-Methods") == "POST")
    let keys = try signIn.get("/common/discovery/keys", headers: [origin])
    #expect(keys.header("Access-Control-Allow-Origin") == "http://localhost:3000")
    #expect(keys.header("Vary") == "Origin")
    #expect(keys.header("Access-Control-Expose-Headers")?.contains("client-request-id") == true)
    #expect(preflight.header("x-ms-request-id") != nil)
  }
}
