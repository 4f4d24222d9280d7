/// What is wrong with an access token where tokens are checked (graph-platform 3.3, clients-and-auth 4.4).
package enum TokenFault: Error, Sendable, Equatable, CaseIterable {
  /// It does not have the three parts of a JWT.
  case notCompact
  /// Its parts are no Base64 of JSON objects.
  case unreadable
  /// Its header names another algorithm than RS256, or none.
  case algorithm
  /// Its header names a key that nobody has.
  case unknownKey
  case signature
  case issuer
  case audience
  /// It is for users or applications of another tenant.
  case tenant
  case expired
  case notYetValid
  /// A claim that it must have is missing or of the wrong kind.
  case claims

  var message: String {
    switch self {
    case .notCompact:
      "IDX14100: JWT is not well formed, there are no dots (.).\n"
        + "The token needs to be in JWS or JWE Compact Serialization Format. (JWS): "
        + "'EncodedHeader.EncodedPayload.EncodedSignature'. (JWE): "
        + "'EncodedProtectedHeader.EncodedEncryptedKey.EncodedInitializationVector.EncodedCiphertext.EncodedAuthenticationTag'."
    case .unreadable: "CompactToken parsing failed with error code: 80049217"
    case .algorithm: "Access token validation failure. Signature algorithm is not supported."
    case .unknownKey: "Signing key is invalid."
    case .signature: "Access token validation failure."
    case .issuer: "Access token validation failure. Invalid issuer."
    case .audience: "Access token validation failure. Invalid audience."
    case .tenant: "Access token validation failure. Invalid tenant."
    case .expired: "Lifetime validation failed, the token is expired."
    case .notYetValid: "Access token has expired or is not yet valid."
    case .claims: "Access token validation failure. Claims are missing or invalid."
    }
  }
}
