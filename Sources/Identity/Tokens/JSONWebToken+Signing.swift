import Crypto
package import CryptoExtras
package import JSON

extension JSONWebToken {
  /// The compact form of claims, signed with RS256.
  package static func signed(_ claims: JSONObject, with key: SigningKey) throws -> String {
    let header: JSONObject = [
      "typ": "JWT", "alg": "RS256", "x5t": .string(key.id), "kid": .string(key.id),
    ]
    let text = "\(part(header)).\(part(claims))"
    let signature = try key.key.signature(for: Array(text.utf8), padding: .insecurePKCS1v1_5)
    return "\(text).\(Base64URL.text(signature.rawRepresentation))"
  }

  private static func part(_ object: JSONObject) -> String { Base64URL.text(JSONValue.object(object).bytes) }

  /// Whether one of the emulator's own keys has signed it, with RS256 and no other algorithm.
  ///
  /// - Throws: when the keys cannot be read.
  package func isSigned(by keys: SigningKeys) throws -> Bool {
    guard algorithm == "RS256", let keyID, let key = try keys.all.first(where: { $0.id == keyID }) else {
      return false
    }
    return isSigned(by: key.key.publicKey)
  }

  /// Whether the holder of a public key has signed it, as clients sign what they show who they are with: with RS256, or
  /// with PS256.
  package func isSigned(by key: _RSA.Signing.PublicKey) -> Bool {
    let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
    switch algorithm {
    case "RS256"?: return key.isValidSignature(signature, for: signed, padding: .insecurePKCS1v1_5)
    case "PS256"?: return key.isValidSignature(signature, for: signed, padding: .PSS)
    default: return false
    }
  }
}
