import Crypto
import CryptoExtras
import Foundation
package import JSON
import SwiftASN1
import X509

/// An object that only who has the private key of a certificate can read: `encryptedContent` of a notification.
///
/// The text by AES-256-CBC with PKCS #7 padding, its first vector being the first 16 bytes of the key; the key by
/// RSA-OAEP with SHA-1; a signature of what was encrypted by HMAC-SHA256 with that key (page "change notifications that
/// include resource data").
package enum SealedContent {
  /// Whether something can be sealed for a certificate: one of X.509 in Base64, with an RSA key of 2048 to 4096 bits.
  package static func takes(_ certificate: String) -> Bool { (try? Recipient(certificate)) != nil }

  /// - Parameters:
  ///   - certificate: one that is taken.
  ///   - name: what its owner calls it.
  ///   - key: used for this one only.
  /// - Throws: for a certificate that is not taken.
  package static func seal(
    _ text: [UInt8], for certificate: String, named name: String?, key: [UInt8]
  ) throws -> JSONObject {
    let recipient = try Recipient(certificate)
    let symmetricKey = SymmetricKey(data: key)
    let data = try AES._CBC.encrypt(
      text, using: symmetricKey, iv: AES._CBC.IV(ivBytes: key.prefix(16)))
    let signature = HMAC<SHA256>.authenticationCode(for: data, using: symmetricKey)
    return [
      "data": .string(data.base64EncodedString()),
      "dataKey": .string(try recipient.encrypted(key).base64EncodedString()),
      "dataSignature": .string(Data(signature).base64EncodedString()),
      "encryptionCertificateId": name.map(JSONValue.string) ?? .null,
      "encryptionCertificateThumbprint": .string(recipient.thumbprint),
    ]
  }

  /// Bytes of a key.
  package static let keyLength = 32
}

/// Who has the private key of a certificate.
private struct Recipient {
  private let key: _RSA.Encryption.PublicKey
  /// SHA-1 of the certificate in DER, in upper case.
  let thumbprint: String

  init(_ text: String) throws {
    let bytes = try Self.bytes(text)
    let certificate = try Certificate(derEncoded: bytes)
    guard let key = _RSA.Signing.PublicKey(certificate.publicKey), (2048...4096).contains(key.keySizeInBits)
    else { throw CryptoKitError.incorrectKeySize }
    self.key = try _RSA.Encryption.PublicKey(derRepresentation: key.derRepresentation)
    thumbprint = Insecure.SHA1.hash(data: bytes).map { byte in
      let text = String(byte, radix: 16, uppercase: true)
      return text.count == 1 ? "0" + text : text
    }.joined()
  }

  /// Base64, on one line or several, as it is or within the lines of PEM.
  private static func bytes(_ text: String) throws -> [UInt8] {
    if text.contains("-----BEGIN") { return try PEMDocument(pemString: text).derBytes }
    guard let data = Data(base64Encoded: text, options: .ignoreUnknownCharacters), !data.isEmpty else {
      throw CryptoKitError.incorrectParameterSize
    }
    return Array(data)
  }

  func encrypted(_ key: [UInt8]) throws -> Data {
    try self.key.encrypt(key, padding: .PKCS1_OAEP)
  }
}
