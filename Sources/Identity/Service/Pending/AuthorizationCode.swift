/// What a user has allowed an application, until it is redeemed.
struct AuthorizationCode: SealedGrant, Equatable {
  var grant: UserGrant
  var redirectURI: String
  /// The application named the address, and did not leave it to what is listed: then it has to name it again (RFC 6749,
  /// section 4.1.3).
  var isRedirectNamed: Bool
  var nonce: String?
  /// The SHA-256 of the verifier, as the client sent it.
  var challenge: String?

  static let kind = GrantSeal.Kind.code
  static let lifetime = 600
}
