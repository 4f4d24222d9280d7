/// What a user has allowed an application, until it is redeemed.
struct AuthorizationCode: SealedGrant, Equatable {
  var grant: UserGrant
  var redirectURI: String
  var nonce: String?
  /// The SHA-256 of the verifier, as the client sent it.
  var challenge: String?

  static let kind = GrantSeal.Kind.code
  static let lifetime = 600
}
