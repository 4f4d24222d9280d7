import SwiftASN1
import X509

/// A certificate with the private key that it is of.
struct CertifiedKey {
  let certificate: Certificate
  let key: Certificate.PrivateKey

  init(_ certificate: Certificate, _ key: Certificate.PrivateKey) {
    self.certificate = certificate
    self.key = key
  }

  /// Of one text in PEM; nil for a text that does not hold both, or a key of another certificate.
  init?(_ text: String) {
    // What exactly is wrong with a file of the emulator's own is all the same: it is made anew, or told as damaged.
    guard let pair = try? CertificatePair(text), let first = pair.chain.first,
      let key = try? Certificate.PrivateKey(pemDocument: pair.key), key.publicKey == first.publicKey
    else { return nil }
    self.init(first, key)
  }

  func certificateText() throws -> String { try certificate.serializeAsPEM().pemString + "\n" }

  func keyText() throws -> String { try key.serializeAsPEM().pemString + "\n" }
}
