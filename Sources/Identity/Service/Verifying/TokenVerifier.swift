package import GraphContract
package import GraphStore
import HTTPMessages
package import JSON

/// Knows which tokens were issued here (clients-and-auth 4.4).
package struct TokenVerifier: Sendable {
  private let keys: SigningKeys
  private let isServed: @Sendable (String) -> Bool

  /// - Parameters:
  ///   - isServed: whether a URL is one of the emulator's own, which tokens may be for.
  package init(keys: SigningKeys, isServed: @escaping @Sendable (String) -> Bool) {
    self.keys = keys
    self.isServed = isServed
  }

  /// What a token says, once its signature, issuer and audience are found to be right. When it holds is left to who asks.
  ///
  /// - Parameter text: without `Bearer`.
  package func verified(_ text: Substring) throws(TokenFault) -> VerifiedToken {
    guard text.utf8.count(where: { $0 == UInt8(ascii: ".") }) == 2 else { throw .notCompact }
    guard let token = JSONWebToken(text) else { throw .unreadable }
    try checkSignature(of: token)
    guard let issuer = token.text("iss"), isOwn(issuer, of: token) else { throw .issuer }
    // A token is for one resource.
    guard let audience = token.text("aud"), isOwn(audience: audience) else { throw .audience }
    return try VerifiedToken(token)
  }

  private func checkSignature(of token: JSONWebToken) throws(TokenFault) {
    guard token.algorithm == "RS256" else { throw .algorithm }
    guard let id = token.keyID, knows(id) else { throw .unknownKey }
    guard (try? token.isSigned(by: keys)) == true else { throw .signature }
  }

  /// Keys that cannot be read vouch for nothing.
  private func knows(_ id: String) -> Bool { (try? keys.all.contains { $0.id == id }) ?? false }

  /// `https://sts.windows.net/{tid}/` or `{root}/{tid}/v2.0`
  private func isOwn(_ issuer: String, of token: JSONWebToken) -> Bool {
    guard let tenant = token.text("tid"), !tenant.isEmpty else { return false }
    if issuer == TokenIssuer.firstIssuer(of: tenant) { return true }
    return issuer.hasSuffix("/\(tenant)/v2.0") && isServed(issuer)
  }

  private func isOwn(audience: String) -> Bool {
    let plain = audience.hasSuffix("/") ? String(audience.dropLast()) : audience
    return plain == TokenAudience.graph.text || plain == TokenAudience.graphApplication.text
      || isServed(audience) && !isOfOtherService(audience)
  }

  /// Names that lead here for other reasons than to have Graph answer.
  private func isOfOtherService(_ audience: String) -> Bool {
    guard let host = LinkRoot(audience)?.host.text else { return true }
    return host == ResourceManager.host || ServiceOrigin.loginHosts.contains(host)
  }
}

/// A token that was issued here.
package struct VerifiedToken: Sendable {
  package let claims: JSONObject
  /// Both ends included.
  package let validity: ClosedRange<Moment>

  /// - Throws: `TokenFault.claims` for one that does not say when it holds, whose it is, or what it may do.
  init(_ token: JSONWebToken) throws(TokenFault) {
    guard let end = token.seconds("exp").map({ Moment(unixSeconds: Int64($0)) }) else { throw .claims }
    let start =
      (token.seconds("nbf") ?? token.seconds("iat")).map { Moment(unixSeconds: Int64($0)) } ?? .first
    guard start <= end else { throw .claims }
    guard token.text("oid") != nil || token.text("appid") != nil || token.text("azp") != nil else {
      throw .claims
    }
    claims = token.claims
    validity = start...end
  }
}
