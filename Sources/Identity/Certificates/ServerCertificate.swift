import Foundation
import GraphStore
import SwiftASN1
import X509

/// What the emulator shows who it is by: a certificate of its authority, and the key of it.
struct ServerCertificate {
  private let certificate: Certificate
  private let key: Certificate.PrivateKey

  init(_ certificate: Certificate, _ key: Certificate.PrivateKey) {
    self.certificate = certificate
    self.key = key
  }

  /// nil for a text that does not hold both, or a key of another certificate.
  init?(_ text: String) {
    guard let pair = try? CertificatePair(text), let first = pair.chain.first,
      let key = try? Certificate.PrivateKey(pemDocument: pair.key), key.publicKey == first.publicKey
    else { return nil }
    self.init(first, key)
  }

  func text() throws -> String { try certificateText() + keyText() }

  func certificateText() throws -> String { try certificate.serializeAsPEM().pemString + "\n" }

  func keyText() throws -> String { try key.serializeAsPEM().pemString + "\n" }

  /// Whether it can be shown: it is of that authority, for these names, and does not end soon.
  func serves(_ names: [CertificateName], by authority: CertificateAuthority, at moment: Moment) -> Bool {
    let now = moment.unixTime
    return certificate.notValidBefore.timeIntervalSince1970 <= now
      && now < certificate.notValidAfter.timeIntervalSince1970 - CertificateTerm.renewal
      && authority.hasIssued(certificate) && self.names == Set(names.map(GeneralName.init))
  }

  private var names: Set<GeneralName> {
    Set((try? certificate.extensions.subjectAlternativeNames)?.map { $0 } ?? [])
  }
}
