import HTTPServer
import TestSupport

extension TLSIdentity {
  /// Who a listener on this machine is: nobody else vouches for it.
  static let listener = TLSIdentity(
    certificateChain: TestCertificate.certificate, privateKey: TestCertificate.privateKey)
}
