import GraphContract
import HTTPMessages

/// Finds whose token a request shows to the token service itself, where no tenant is named by the path.
struct BearerCheck {
  let request: Request
  let verifier: TokenVerifier
  let authorities: AuthorityLookup

  /// The token of the request, and the tenant that it says; nil without one that was issued here, counts now, and is for
  /// that audience.
  func token(isFor: (String) -> Bool) throws -> (token: VerifiedToken, authority: Authority)? {
    guard let text = request.headers.bearerToken else { return nil }
    do {
      let token = try verifier.verified(text, root: request.root, isFor: isFor)
      let authority = try authorities.authority(token.terms.tenant)
      try verifier.check(token.terms, in: authority.tenant, authorities.limit)
      return (token, authority)
    } catch is TokenFault {
      return nil
    } catch SignInFailure.tenantUnknown, SignInFailure.tenantsDiffer {
      return nil
    }
  }
}
