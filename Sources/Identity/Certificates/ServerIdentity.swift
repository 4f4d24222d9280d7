import Foundation
import X509

/// What a server shows who it is by, in PEM, and who vouches for it.
package struct ServerIdentity: Sendable {
  /// The server's own certificate first.
  package let certificateChain: String
  package let privateKey: String
  /// The certificate that clients are to trust; nil where that is their own affair.
  package let authority: String?

  init(certificateChain: String, privateKey: String, authority: String?) {
    self.certificateChain = certificateChain
    self.privateKey = privateKey
    self.authority = authority
  }

  /// Of files in PEM that somebody brings along.
  ///
  /// - Throws: `CertificateFailure` where they cannot be read, or do not fit each other.
  package init(certificateFile: String, keyFile: String) throws(CertificateFailure) {
    let (chain, key) = (try Self.text(certificateFile), try Self.text(keyFile))
    // The parser's reason says less to whoever has the file than its name and what it should hold.
    guard let first = (try? CertificatePair.chain(chain))?.first else {
      throw .nothingFound(what: "certificate", path: certificateFile)
    }
    let found = try Self.key(key, keyFile)
    guard found.publicKey == first.publicKey else {
      throw .keyOfAnother(certificate: certificateFile, key: keyFile)
    }
    self.init(certificateChain: chain, privateKey: key, authority: nil)
  }

  private static func key(_ text: String, _ path: String) throws(CertificateFailure) -> Certificate.PrivateKey
  {
    // In PKCS #8, and as OpenSSL wrote it before.
    if text.contains("ENCRYPTED") { throw .keyEncrypted(path: path) }
    // A form that is not understood is as good as none.
    guard let document = try? CertificatePair.key(text),
      let key = try? Certificate.PrivateKey(pemDocument: document)
    else { throw .nothingFound(what: "private key", path: path) }
    return key
  }

  private static func text(_ path: String) throws(CertificateFailure) -> String {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      let reason = access(path, R_OK) == 0 ? EISDIR : errno
      throw .fileNotRead(path: path, reason: String(cString: strerror(reason)))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
