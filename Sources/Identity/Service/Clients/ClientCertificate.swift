import CryptoExtras
import OData
import SwiftASN1
import X509

/// A certificate by whose key an application shows who it is.
struct ClientCertificate: Sendable {
  private let key: _RSA.Signing.PublicKey

  /// nil for what is none, or has another key than one of RSA with 2,048 bits or more.
  ///
  /// - Parameter text: in PEM, or Base64 of the DER.
  init?(_ text: String) {
    let bytes =
      text.contains("-----BEGIN")
      ? (try? PEMDocument(pemString: text))?.derBytes
      : Base64.bytes(text.filter { !$0.isWhitespace })
    // A text that cannot be read is as good as a wrong one.
    guard let bytes, let certificate = try? Certificate(derEncoded: bytes),
      let key = _RSA.Signing.PublicKey(certificate.publicKey), key.keySizeInBits >= 2048
    else { return nil }
    self.key = key
  }

  func hasSigned(_ token: JSONWebToken) -> Bool { token.isSigned(by: key) }
}
