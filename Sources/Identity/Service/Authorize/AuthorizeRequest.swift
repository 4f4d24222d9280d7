/// What an application asks a user's browser to bring it (RFC 6749, section 4.1.1; OpenID Connect Core, 3).
struct AuthorizeRequest: Sendable {
  enum ResponseType: String, Sendable {
    case code, token
    case idToken = "id_token"
  }

  enum Prompt: String, Sendable {
    case none, login, consent, create
    case selectAccount = "select_account"
  }

  let types: Set<ResponseType>
  let access: RequestedAccess
  let scopes: RequestedScopes
  let nonce: String?
  let challenge: String?
  let prompt: Prompt?
  let loginHint: String?
  let tellsClientInfo: Bool

  /// - Throws: `SignInFailure`
  init(
    _ form: FormParameters, _ client: Client, _ mode: AuthorizeAnswer.Mode, _ version: ProtocolVersion
  ) throws(SignInFailure) {
    types = try Self.types(form.required("response_type"))
    if mode == .query, types != [.code] { throw .responseModeUnfit(mode.rawValue) }
    access = try RequestedAccess(form, version)
    scopes = try access.scopes(client)
    nonce = types.contains(.idToken) ? try form.required("nonce") : form["nonce"]
    challenge = try Self.challenge(form)
    prompt = try Self.prompt(form["prompt"])
    loginHint = form["login_hint"]
    tellsClientInfo = form["client_info"] == "1"
  }

  /// Where nothing else is asked for, codes come in the query, and tokens in the fragment, which servers do not see.
  static func mode(_ form: FormParameters) throws(SignInFailure) -> AuthorizeAnswer.Mode {
    guard let text = form["response_mode"] else {
      return form["response_type"] == "code" ? .query : .fragment
    }
    guard let mode = AuthorizeAnswer.Mode(rawValue: text) else {
      throw .valueUnsupported(parameter: "response_mode", value: text)
    }
    return mode
  }

  private static func types(_ text: String) throws(SignInFailure) -> Set<ResponseType> {
    var types: Set<ResponseType> = []
    for word in text.split(separator: " ") {
      guard let type = ResponseType(rawValue: String(word)) else {
        throw .valueUnsupported(parameter: "response_type", value: text)
      }
      types.insert(type)
    }
    // Of blanks alone.
    guard !types.isEmpty else { throw .valueUnsupported(parameter: "response_type", value: text) }
    return types
  }

  /// `plain` would show the verifier to whoever sees the request.
  private static func challenge(_ form: FormParameters) throws(SignInFailure) -> String? {
    let method = form["code_challenge_method"]
    guard let challenge = form["code_challenge"] else {
      guard method == nil else { throw .parameterMissing("code_challenge") }
      return nil
    }
    guard method == "S256" else {
      throw .valueUnsupported(parameter: "code_challenge_method", value: method ?? "plain")
    }
    guard challenge.utf8.count == 43, Base64URL.bytes(challenge) != nil else { throw .challengeMalformed }
    return challenge
  }

  private static func prompt(_ text: String?) throws(SignInFailure) -> Prompt? {
    guard let text else { return nil }
    guard let prompt = Prompt(rawValue: text) else {
      throw .valueUnsupported(parameter: "prompt", value: text)
    }
    return prompt
  }
}
