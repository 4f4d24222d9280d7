import GraphStore
import HTTPMessages
import JSON

/// The tokens that an application gets for a user, as every grant but the application's own answers them.
struct UserTokens {
  let call: IdentityCall
  let form: FormParameters
  let client: Client
  let user: TokenUser
  /// The tenant's GUID, as tokens carry it.
  let tenant: String
  /// What the form that began it all asked for, which a refresh token repeats.
  let access: RequestedAccess
  private let scopes: RequestedScopes
  private let granted: GrantedScopes
  private let nonce: String?

  /// Whether the application may have them is known before a grant is spent for them.
  ///
  /// - Throws: `SignInFailure.consentMissing`
  init(
    call: IdentityCall, form: FormParameters, client: Client, user: TokenUser, tenant: String,
    access: RequestedAccess, scopes: RequestedScopes, nonce: String? = nil
  ) throws(SignInFailure) {
    self.call = call
    self.form = form
    self.client = client
    self.user = user
    self.tenant = tenant
    self.access = access
    self.scopes = scopes
    self.nonce = nonce
    granted = try GrantedScopes(scopes, client, call)
  }

  func answer() throws -> Response {
    var body: JSONObject = ["token_type": "Bearer", "scope": .string(granted.text)]
    AnswerTimes.add(to: &body, call, granted.audience)
    body["access_token"] = .string(try accessToken())
    if scopes.openID.contains(.offlineAccess) { body["refresh_token"] = .string(try refreshToken()) }
    if scopes.openID.contains(.openid) { body["id_token"] = .string(try idToken()) }
    if form["client_info"] == "1" { body["client_info"] = .string(ClientInfo.text(user.id, tenant)) }
    return IdentityAnswer.json(body)
  }

  private func accessToken() throws -> String {
    try call.parts.issuer.accessToken(
      TokenContent(
        subject: .user(user), client: client.token, tenant: tenant, audience: granted.audience,
        permissions: granted.permissions, followsEvents: AnnouncedCapabilities.followsEvents(form),
        graphRoot: call.origin.graphRoot),
      at: call.moment)
  }

  private func idToken() throws -> String {
    try call.parts.issuer.idToken(
      IDTokenContent(
        user: user, client: client.id, tenant: tenant, format: call.tokenFormat, nonce: nonce,
        tellsMail: scopes.openID.contains(.email), graphRoot: call.origin.graphRoot), at: call.moment)
  }

  private func refreshToken() throws -> String {
    try RefreshToken(
      grant: UserGrant(
        id: call.parts.identifiers.guid(), client: client.id, user: user.id, tenant: tenant, access: access,
        issued: call.moment.unixSeconds, endedSessions: user.endedSessions)
    ).sealed(for: call.tenant)
  }
}

/// For whom a token is, as accounts of clients are named: base64 of `{"uid":"…","utid":"…"}`.
enum ClientInfo {
  static func text(_ user: String, _ tenant: String) -> String {
    Base64URL.text(JSONValue.object(["uid": .string(user), "utid": .string(tenant)]).bytes)
  }
}

/// How long tokens are good, as answers say it.
enum AnswerTimes {
  static func add(to body: inout JSONObject, _ call: IdentityCall, _ audience: TokenAudience) {
    let left = TokenContent.usualLifetime - 1
    switch call.version {
    case .first:
      // These endpoints answer with texts.
      let now = call.moment.unixSeconds
      body["expires_in"] = .string("\(left)")
      body["ext_expires_in"] = .string("\(left)")
      body["expires_on"] = .string("\(now + TokenContent.usualLifetime)")
      body["not_before"] = .string("\(now)")
      body["resource"] = .string(audience.text)
    case .second:
      body["expires_in"] = .number(left)
      body["ext_expires_in"] = .number(left)
    }
  }
}

/// What a client says in `claims` that it can do: `{"access_token":{"xms_cc":{"values":["CP1"]}}}`.
enum AnnouncedCapabilities {
  /// Texts that are no such object are passed over, as the service does.
  static func followsEvents(_ form: FormParameters) -> Bool {
    guard let text = form["claims"], let claims = try? JSONValue.parse(text).objectValue,
      let values = claims["access_token"]?.objectValue?["xms_cc"]?.objectValue?["values"]?.arrayValue
    else { return false }
    return values.contains("CP1")
  }
}
