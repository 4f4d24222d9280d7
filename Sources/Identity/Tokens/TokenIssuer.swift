package import GraphStore
import JSON

/// Makes the tokens of an emulator.
package struct TokenIssuer: Sendable {
  package let keys: SigningKeys
  private let identifiers: IdentifierSource

  package init(keys: SigningKeys, identifiers: IdentifierSource) {
    self.keys = keys
    self.identifiers = identifiers
  }

  /// - Parameter moment: on the tenant's clock.
  package func accessToken(_ content: TokenContent, at moment: Moment) throws -> String {
    try signed(AccessTokenClaims(content), content.lifetime, moment)
  }

  package func idToken(_ content: IDTokenContent, at moment: Moment) throws -> String {
    try signed(IDTokenClaims(content), TokenContent.usualLifetime, moment)
  }

  /// What notifications that bring objects show an application.
  ///
  /// - Parameter tenant: its GUID.
  package func validationToken(for application: String, in tenant: String, at moment: Moment) throws -> String
  {
    try signed(
      ValidationTokenClaims(audience: application, tenant: tenant), TokenContent.usualLifetime, moment)
  }

  private func signed(_ claims: some TokenClaimSet, _ lifetime: Int, _ moment: Moment) throws -> String {
    let now = moment.unixSeconds
    // One that is over before it begins was good for a moment then.
    let start = min(now, now + lifetime)
    var all: JSONObject = [
      "aud": .string(claims.audience), "iss": .string(claims.issuer), "iat": .number(start),
      "nbf": .number(start), "exp": .number(now + lifetime),
    ]
    for member in claims.others.members { all[member.name] = member.value }
    all["uti"] = .string(Base64URL.text(identifiers.guid().utf8.prefix(16)))
    return try JSONWebToken.signed(all, with: keys.current)
  }
}

/// What a kind of token says beside its times.
protocol TokenClaimSet {
  var audience: String { get }
  var issuer: String { get }
  var others: JSONObject { get }
}

extension Moment {
  /// Whole seconds since 1970, as tokens count them.
  package var unixSeconds: Int { Int(exactly: unixTime.rounded(.down)) ?? 0 }
}
