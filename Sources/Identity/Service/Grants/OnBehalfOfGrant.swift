import HTTPMessages
import OData

/// A service that a user has called asks for a token of its own for that user (RFC 7523, section 2.1).
enum OnBehalfOfGrant {
  @Sendable static func answer(_ call: IdentityCall, _ form: FormParameters) throws -> Response {
    let use = try form.required("requested_token_use")
    guard use == "on_behalf_of" else {
      throw SignInFailure.valueUnsupported(parameter: "requested_token_use", value: use)
    }
    let client = try ClientAuthentication(call: call).confidentialClient(of: form, grant: "jwt-bearer")
    let assertion = try UserAssertion(form.required("assertion"), client, call)
    let access = try RequestedAccess(form, call.version)
    let scopes = try access.scopes(client, call.version)
    let user = try SignInCheck(call: call).user(assertion.user, since: assertion.issued)
    return try UserTokens(
      call: call, form: form, client: client, user: user, tenant: assertion.tenant, access: access,
      scopes: scopes
    ).answer()
  }
}

/// The token that a user has sent to the service.
private struct UserAssertion {
  let user: String
  let tenant: String
  let issued: Int

  /// - Throws: `SignInFailure`
  init(_ text: String, _ client: Client, _ call: IdentityCall) throws {
    guard let token = JSONWebToken(text), try token.isSigned(by: call.parts.issuer.keys) else {
      throw SignInFailure.userTokenBadlySigned
    }
    let now = call.moment.unixSeconds
    guard let end = token.seconds("exp"), let start = token.seconds("iat"), TokenTimes.isBefore(now, end),
      TokenTimes.isBefore(start, now)
    else { throw SignInFailure.userTokenOutOfTime }
    guard token.text("idtyp") == "user", let user = token.text("oid"), let tenant = token.text("tid"),
      !Self.isForOther(than: client, token.texts("aud"))
    else { throw SignInFailure.userTokenForOther }
    (self.user, self.tenant, issued) = (user, tenant, start)
  }

  /// The token is for Graph itself, or for another client by its id. Which names a service has beside that nobody lists.
  private static func isForOther(than client: Client, _ audiences: [String]) -> Bool {
    audiences.contains { audience in
      if TokenAudience(audience, .version1).isGraph { return true }
      let name = audience.hasPrefix("api://") ? String(audience.dropFirst(6)) : audience
      return Guid.isValid(name.utf8) && name.lowercased() != client.id.lowercased()
    }
  }
}
