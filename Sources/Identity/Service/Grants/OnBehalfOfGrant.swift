import GraphContract
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
    let scopes = try access.scopes(client)
    let user = try SignInCheck(call: call).user(
      assertion.user, since: SignInStart(seconds: assertion.issued, endedSessions: nil))
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
    let verified = try Self.verified(text, client, call)
    let token = verified.token
    guard token.text("idtyp") == "user", let user = token.text("oid"), let issued = token.seconds("iat")
    else { throw SignInFailure.userTokenForOther }
    (self.user, tenant, self.issued) = (user, verified.terms.tenant, issued)
  }

  private static func verified(
    _ text: String, _ client: Client, _ call: IdentityCall
  ) throws -> VerifiedToken {
    let verifier = call.parts.verifier
    do {
      let token = try verifier.verified(text[...], root: call.origin.text) { audience in
        !verifier.isForGraph(audience) && !isForOther(than: client, audience)
      }
      try verifier.check(token.terms, in: call.tenant, call.limit)
      return token
    } catch let fault as TokenFault {
      throw SignInFailure(ofUserToken: fault)
    }
  }

  /// The token is for another client by its id. Which names a service has beside that nobody lists.
  private static func isForOther(than client: Client, _ audience: String) -> Bool {
    let name = audience.hasPrefix("api://") ? String(audience.dropFirst(6)) : audience
    return Guid.isValid(name.utf8) && name.lowercased() != client.id.lowercased()
  }
}

extension SignInFailure {
  fileprivate init(ofUserToken fault: TokenFault) {
    switch fault {
    case .notCompact, .unreadable, .algorithm, .unknownKey, .signature, .issuer, .tenant, .claims:
      self = .userTokenBadlySigned
    case .audience: self = .userTokenForOther
    case .expired, .notYetValid: self = .userTokenOutOfTime
    }
  }
}
