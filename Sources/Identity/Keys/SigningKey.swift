import Crypto
package import CryptoExtras
import Foundation
package import JSON
import SwiftASN1
import X509

/// A key that tokens are signed with, and its certificate.
package struct SigningKey: Sendable {
  /// `kid` and `x5t` of its tokens: the SHA-1 of the certificate, as the service has it.
  package let id: String
  package let key: _RSA.Signing.PrivateKey
  /// DER of the certificate that the key has signed itself.
  package let certificate: [UInt8]

  init(key: _RSA.Signing.PrivateKey, certificate: [UInt8]) {
    id = Base64URL.text(Insecure.SHA1.hash(data: certificate))
    self.key = key
    self.certificate = certificate
  }
}

// MARK: Making

extension SigningKey {
  /// - Parameter start: of the time that the certificate is for.
  static func make(from start: Date) throws -> SigningKey {
    let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
    let certificate = try certificate(of: key, from: start)
    var serializer = DER.Serializer()
    try certificate.serialize(into: &serializer)
    return SigningKey(key: key, certificate: serializer.serializedBytes)
  }

  private static func certificate(
    of key: _RSA.Signing.PrivateKey, from start: Date
  ) throws -> Certificate {
    let name = try DistinguishedName { CommonName("accounts.accesscontrol.windows.net") }
    return try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(),
      publicKey: Certificate.PublicKey(key.publicKey), notValidBefore: start,
      notValidAfter: start + lifetime, issuer: name, subject: name,
      signatureAlgorithm: .sha256WithRSAEncryption,
      extensions: Certificate.Extensions {
        KeyUsage(digitalSignature: true)
      }, issuerPrivateKey: Certificate.PrivateKey(key))
  }

  /// Five years, in seconds.
  private static let lifetime: TimeInterval = 5 * 365 * 86_400
}

// MARK: Telling

extension SigningKey {
  /// The public part as key sets list it (clients-and-auth 4.3).
  ///
  /// - Parameter issuer: of the tokens that it is listed for; nil where it signs for several.
  package func publicForm(issuer: String?) throws -> JSONObject {
    let numbers = try key.publicKey.getKeyPrimitives()
    var form: JSONObject = [
      "kty": "RSA", "use": "sig", "kid": .string(id), "x5t": .string(id),
      "n": .string(Base64URL.text(numbers.modulus)), "e": .string(Base64URL.text(numbers.publicExponent)),
      "x5c": [.string(Data(certificate).base64EncodedString())],
    ]
    form["issuer"] = issuer.map(JSONValue.string)
    return form
  }
}
