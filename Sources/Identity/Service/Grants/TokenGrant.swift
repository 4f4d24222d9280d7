import HTTPMessages

/// One way to get tokens: what `grant_type` names.
struct TokenGrant: Sendable {
  let name: String
  let answer: @Sendable (IdentityCall, FormParameters) throws -> Response

  /// All that there are.
  static let all = [
    TokenGrant(name: "client_credentials", answer: ClientCredentialsGrant.answer),
    TokenGrant(name: "password", answer: PasswordGrant.answer),
    TokenGrant(name: "authorization_code", answer: AuthorizationCodeGrant.answer),
    TokenGrant(name: "refresh_token", answer: RefreshTokenGrant.answer),
    TokenGrant(name: "urn:ietf:params:oauth:grant-type:device_code", answer: DeviceCodeGrant.answer),
    // The name that endpoints of the first generation have for it.
    TokenGrant(name: "device_code", answer: DeviceCodeGrant.answer),
    TokenGrant(name: "urn:ietf:params:oauth:grant-type:jwt-bearer", answer: OnBehalfOfGrant.answer),
  ]
}

/// `/oauth2/v2.0/token`
enum TokenEndpoint {
  static func answer(_ call: IdentityCall) throws -> Response {
    let form = try call.form()
    let name = try form.required("grant_type")
    guard let grant = TokenGrant.all.first(where: { $0.name == name }) else {
      throw SignInFailure.grantUnsupported(name)
    }
    return try grant.answer(call, form)
  }
}
