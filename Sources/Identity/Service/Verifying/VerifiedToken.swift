import GraphContract
import GraphStore
package import JSON
import OData

/// A token that was issued here.
package struct VerifiedToken: Sendable {
  package let terms: TokenTerms
  let token: JSONWebToken

  package var claims: JSONObject { token.claims }

  /// - Throws: `TokenFault.claims` for one that does not say when it holds, whose it is, or what it may do.
  init(_ token: JSONWebToken, keyID: String, tenant: String) throws(TokenFault) {
    guard let end = token.seconds("exp").map({ Moment(unixSeconds: Int64($0)) }) else { throw .claims }
    let start =
      (token.seconds("nbf") ?? token.seconds("iat")).map { Moment(unixSeconds: Int64($0)) } ?? .first
    guard start <= end else { throw .claims }
    guard token.text("oid") != nil || token.text("appid") != nil || token.text("azp") != nil else {
      throw .claims
    }
    self.token = token
    terms = TokenTerms(keyID: keyID, tenant: tenant, validity: start...end)
  }
}

/// What is looked at whenever a token is used, however often it was verified: everything else about it stays as it is.
package struct TokenTerms: Sendable {
  let keyID: String
  /// The tenant's GUID.
  let tenant: String
  /// Both ends included.
  let validity: ClosedRange<Moment>

  func checkTimes(at moment: Moment) throws(TokenFault) {
    guard moment <= validity.upperBound.adding(atMost: Self.leeway) else { throw .expired }
    guard moment >= validity.lowerBound.adding(atMost: -Self.leeway) else { throw .notYetValid }
  }

  private static let leeway = Int64(TokenTimes.leeway) * Ticks.second
}
