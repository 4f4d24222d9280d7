import HTTPMessages
import JSON

/// An application gets a token for itself (RFC 6749, section 4.4).
enum ClientCredentialsGrant {
  @Sendable static func answer(_ call: IdentityCall, _ form: FormParameters) throws -> Response {
    let client = try ClientAuthentication(call: call).confidentialClient(
      of: form, grant: "client_credentials")
    let access = try RequestedAccess(form, call.version)
    let granted =
      switch access {
      case .resource: try GrantedRoles(access.scopes(client), client, call)
      case .scopes(let scope): try GrantedRoles(scope: scope, client, call)
      }
    let token = try call.parts.issuer.accessToken(
      TokenContent(
        subject: .application(id: client.servicePrincipal), client: client.token, tenant: call.authority.id,
        audience: granted.audience, permissions: granted.permissions,
        followsEvents: AnnouncedCapabilities.followsEvents(form)), at: call.moment)
    var body: JSONObject = ["token_type": "Bearer"]
    AnswerTimes.add(to: &body, call, granted.audience)
    body["access_token"] = .string(token)
    return IdentityAnswer.json(body)
  }
}
