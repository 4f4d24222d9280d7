import Crypto
import X509

/// Where keys and numbers of certificates come from.
package struct CertificateRandomness: Sendable {
  private let bytes: @Sendable (Int) -> [UInt8]

  /// - Parameter bytes: as many random ones as it is asked for.
  package init(_ bytes: @escaping @Sendable (Int) -> [UInt8]) { self.bytes = bytes }

  /// P-256, which every client takes, and which is made and used in no time.
  func key() throws -> P256.Signing.PrivateKey {
    // One number in four thousand million is none of the curve's.
    for _ in 0..<8 {
      if let key = try? P256.Signing.PrivateKey(rawRepresentation: bytes(32)) { return key }
    }
    throw CryptoKitError.incorrectParameterSize
  }

  /// Positive, and never a small one.
  func serialNumber() -> Certificate.SerialNumber {
    var bytes = bytes(16)
    bytes[0] = bytes[0] & 0x7F | 0x40
    return Certificate.SerialNumber(bytes: bytes)
  }
}
