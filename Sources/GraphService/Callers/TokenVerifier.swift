package import GraphContract
package import GraphStore
package import JSON

/// Knows which tokens were issued here.
package protocol TokenVerifier: Sendable {
  /// What a token says, once its signature, issuer and audience are found to be right. When it holds is left to who asks.
  ///
  /// - Parameter token: without `Bearer`.
  func verified(_ token: Substring) throws(TokenFault) -> VerifiedToken
}

/// A token whose signature was checked.
package struct VerifiedToken: Sendable {
  package let claims: JSONObject
  /// Both ends included.
  package let validity: ClosedRange<Moment>

  package init(claims: JSONObject, validity: ClosedRange<Moment>) {
    self.claims = claims
    self.validity = validity
  }
}
