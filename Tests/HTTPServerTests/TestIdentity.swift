import HTTPServer
import TestSupport

extension TLSIdentity {
  /// Of this machine, by itself.
  static let test = TLSIdentity(
    certificateChain: TestCertificate.certificate, privateKey: TestCertificate.privateKey)
}
