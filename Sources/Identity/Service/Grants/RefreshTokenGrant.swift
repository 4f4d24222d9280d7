import GraphStore
import HTTPMessages

/// An application goes on with a user's sign-in (RFC 6749, section 6). Each refresh token is good once: the answer has
/// the next one.
enum RefreshTokenGrant {
  @Sendable static func answer(_ call: IdentityCall, _ form: FormParameters) throws -> Response {
    let client = try ClientAuthentication(call: call).client(of: form)
    let text = try form.required("refresh_token")
    guard let token = RefreshToken(text, of: call.tenant) else { throw SignInFailure.grantMalformed }
    let grant = token.grant
    guard grant.client == client.id else { throw SignInFailure.grantOfOther }
    guard call.moment.unixSeconds < grant.issued + RefreshToken.lifetime else {
      throw SignInFailure.refreshExpired(issued: Moment(unixSeconds: Int64(grant.issued)).seconds)
    }
    let access = RequestedAccess(form, call.version, orElse: grant.access)
    var scopes = try access.scopes(client)
    // Who refreshes goes on refreshing.
    scopes.insert([.offlineAccess])
    let user = try SignInCheck(call: call).user(grant.user, since: grant.start)
    let tokens = try UserTokens(
      call: call, form: form, client: client, user: user, tenant: grant.tenant, access: access,
      scopes: scopes)
    guard call.parts.spent.spend(grant.id) else { throw SignInFailure.refreshSpent }
    return try tokens.answer()
  }
}
