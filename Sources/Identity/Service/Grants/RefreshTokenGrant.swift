import GraphStore
import HTTPMessages

/// An application goes on with a user's sign-in (RFC 6749, section 6). Each refresh token is good once: the answer has
/// the next one.
enum RefreshTokenGrant {
  @Sendable static func answer(_ call: IdentityCall, _ form: FormParameters) throws -> Response {
    let client = try ClientAuthentication(call: call).client(of: form)
    let text = try form.required("refresh_token")
    guard let token = RefreshToken(text, of: call.tenant) else { throw SignInFailure.grantMalformed }
    guard token.client == client.id else { throw SignInFailure.grantOfOther }
    guard call.moment.unixSeconds < token.issued + RefreshToken.lifetime else {
      throw SignInFailure.refreshExpired(issued: Moment(unixSeconds: Int64(token.issued)).seconds)
    }
    var scopes = try RequestedScopes(form, orElse: token.scope, token.resource, client, call.version)
    // Who refreshes goes on refreshing.
    scopes.insert([.offlineAccess])
    let user = try SignInCheck(call: call).user(token.user, since: token.issued)
    _ = try GrantedScopes(scopes, client, call)
    guard call.parts.spent.spend(token.id) else { throw SignInFailure.refreshSpent }
    return try UserTokens(
      call: call, form: form, client: client, user: user, tenant: token.tenant, scopes: scopes,
      scope: form["scope"] ?? token.scope, resource: form["resource"] ?? token.resource
    ).answer()
  }
}
