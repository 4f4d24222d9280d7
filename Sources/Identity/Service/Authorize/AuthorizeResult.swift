import GraphStore
import HTTPMessages

/// What an application gets for a user who has signed in.
struct AuthorizeResult {
  private let flow: AuthorizeFlow
  private let user: TokenUser

  init(_ flow: AuthorizeFlow, _ user: TokenUser) {
    self.flow = flow
    self.user = user
  }

  private var call: IdentityCall { flow.call }
  private var asked: AuthorizeRequest { flow.asked }

  /// - Throws: `SignInFailure.consentMissing`
  func response() throws -> Response {
    let granted = try GrantedScopes(asked.scopes, flow.client, call)
    var pairs: [(name: String, value: String)] = []
    let code = asked.types.contains(.code) ? try code() : nil
    let token = asked.types.contains(.token) ? try accessToken(granted) : nil
    if let code { pairs.append((name: "code", value: code)) }
    if let token {
      pairs += [
        (name: "access_token", value: token), (name: "token_type", value: "Bearer"),
        (name: "expires_in", value: "\(TokenContent.usualLifetime - 1)"),
        (name: "scope", value: granted.text),
      ]
    }
    if asked.types.contains(.idToken) {
      pairs.append((name: "id_token", value: try idToken(code: code, accessToken: token)))
    }
    if asked.tellsClientInfo {
      pairs.append((name: "client_info", value: ClientInfo.text(user.id, call.authority.id)))
    }
    pairs.append((name: "session_state", value: call.parts.identifiers.guid()))
    return flow.back.response(pairs)
  }

  private func code() throws -> String {
    try AuthorizationCode(
      grant: UserGrant(
        id: call.parts.identifiers.guid(), client: flow.client.id, user: user.id,
        tenant: call.authority.id, access: asked.access, issued: call.moment.unixSeconds,
        endedSessions: user.endedSessions),
      redirectURI: flow.back.redirectURI, isRedirectNamed: flow.form["redirect_uri"] != nil,
      nonce: asked.nonce, challenge: asked.challenge
    ).sealed(for: call.tenant)
  }

  private func accessToken(_ granted: GrantedScopes) throws -> String {
    try call.parts.issuer.accessToken(
      TokenContent(
        subject: .user(user), client: flow.client.token, tenant: call.authority.id,
        audience: granted.audience,
        permissions: granted.permissions, graphRoot: call.origin.graphRoot), at: call.moment)
  }

  private func idToken(code: String?, accessToken: String?) throws -> String {
    try call.parts.issuer.idToken(
      IDTokenContent(
        user: user, client: flow.client.id, tenant: call.authority.id, format: call.tokenFormat,
        nonce: asked.nonce, tellsMail: asked.scopes.openID.contains(.email), code: code,
        accessToken: accessToken, graphRoot: call.origin.graphRoot), at: call.moment)
  }
}
