import Crypto
import HTTPMessages

/// An application redeems the code that a user's browser has brought it (RFC 6749, section 4.1; RFC 7636).
///
/// Whoever shows a code and cannot show that it is theirs has spent it all the same, so that nobody can try again
/// (RFC 6749, section 10.5: any attempt is a use). What else is wrong with a request does not spend it.
enum AuthorizationCodeGrant {
  @Sendable static func answer(_ call: IdentityCall, _ form: FormParameters) throws -> Response {
    let client = try ClientAuthentication(call: call).client(of: form)
    let text = try form.required("code")
    guard let code = AuthorizationCode(text, of: call.tenant) else { throw SignInFailure.grantMalformed }
    if code.isRedirectNamed { _ = try form.required("redirect_uri") }
    let grant = code.grant
    do { try checkHolder(of: code, form, client) } catch {
      // The second one hears that it is spent, whatever else is wrong.
      guard call.parts.spent.spend(grant.id) else { throw SignInFailure.codeSpent }
      throw error
    }
    guard !call.parts.spent.isSpent(grant.id) else { throw SignInFailure.codeSpent }
    guard call.moment.unixSeconds < grant.issued + AuthorizationCode.lifetime else {
      throw SignInFailure.codeExpired
    }
    let access = RequestedAccess(form, call.version, orElse: grant.access)
    var scopes = try access.scopes(client)
    // Who redeems it for one resource need not repeat what the browser was sent for.
    scopes.insert(try grant.access.scopes(client).openID)
    let user = try SignInCheck(call: call).user(grant.user, since: grant.start)
    let tokens = try UserTokens(
      call: call, form: form, client: client, user: user, tenant: grant.tenant, access: access,
      scopes: scopes, nonce: code.nonce)
    guard call.parts.spent.spend(grant.id) else { throw SignInFailure.codeSpent }
    return try tokens.answer()
  }

  private static func checkHolder(
    of code: AuthorizationCode, _ form: FormParameters, _ client: Client
  ) throws(SignInFailure) {
    guard code.grant.client == client.id else { throw .grantOfOther }
    if let given = form["redirect_uri"], given != code.redirectURI {
      throw .replyAddressOther(given: given, asked: code.redirectURI)
    }
    try check(form["code_verifier"], of: code.challenge)
  }

  private static func check(_ verifier: String?, of challenge: String?) throws(SignInFailure) {
    switch (verifier, challenge) {
    case (nil, nil): return
    case (nil, _?): throw .verifierMissing
    case (_?, nil): throw .verifierWrong
    case (let verifier?, let challenge?):
      let expected = Base64URL.text(SHA256.hash(data: Array(verifier.utf8)))
      guard SecretComparison.areEqual(expected, challenge) else { throw .verifierWrong }
    }
  }
}
