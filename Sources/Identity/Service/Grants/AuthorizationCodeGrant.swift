import Crypto
import HTTPMessages

/// An application redeems the code that a user's browser has brought it (RFC 6749, section 4.1; RFC 7636).
enum AuthorizationCodeGrant {
  @Sendable static func answer(_ call: IdentityCall, _ form: FormParameters) throws -> Response {
    let client = try ClientAuthentication(call: call).client(of: form)
    let text = try form.required("code")
    guard let code = AuthorizationCode(text, of: call.tenant) else { throw SignInFailure.grantMalformed }
    if code.isRedirectNamed { _ = try form.required("redirect_uri") }
    let grant = code.grant
    try check(code, form, client, call)
    let access = RequestedAccess(form, call.version, orElse: grant.access)
    var scopes = try access.scopes(client)
    // Who redeems it for one resource need not repeat what the browser was sent for.
    scopes.insert(try grant.access.scopes(client).openID)
    let user = try SignInCheck(call: call).user(grant.user, since: grant.issued)
    let tokens = try UserTokens(
      call: call, form: form, client: client, user: user, tenant: grant.tenant, access: access,
      scopes: scopes, nonce: code.nonce)
    guard call.parts.spent.spend(grant.id) else { throw SignInFailure.codeSpent }
    return try tokens.answer()
  }

  private static func check(
    _ code: AuthorizationCode, _ form: FormParameters, _ client: Client, _ call: IdentityCall
  ) throws(SignInFailure) {
    guard code.grant.client == client.id else { throw .grantOfOther }
    guard !call.parts.spent.isSpent(code.grant.id) else { throw .codeSpent }
    guard call.moment.unixSeconds < code.grant.issued + AuthorizationCode.lifetime else { throw .codeExpired }
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
