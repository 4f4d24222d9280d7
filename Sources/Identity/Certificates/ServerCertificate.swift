import Foundation
import GraphStore
import SwiftASN1
import X509

/// What the emulator shows who it is by: a certificate of its authority, and the key of it.
struct ServerCertificate {
  private let pair: CertifiedKey
  private var certificate: Certificate { pair.certificate }

  init(_ certificate: Certificate, _ key: Certificate.PrivateKey) { pair = CertifiedKey(certificate, key) }

  /// nil for a text that does not hold both, or a key of another certificate.
  init?(_ text: String) {
    guard let pair = CertifiedKey(text) else { return nil }
    self.pair = pair
  }

  func text() throws -> String { try certificateText() + keyText() }

  func certificateText() throws -> String { try pair.certificateText() }

  func keyText() throws -> String { try pair.keyText() }

  /// Whether it can be shown: it is of that authority, for these names, and does not end soon.
  func serves(_ names: [CertificateName], by authority: CertificateAuthority, at moment: Moment) -> Bool {
    let now = moment.unixTime
    return certificate.notValidBefore.timeIntervalSince1970 <= now
      && now < certificate.notValidAfter.timeIntervalSince1970 - CertificateTerm.renewal
      && authority.hasIssued(certificate) && self.names == Set(names.map(GeneralName.init))
  }

  /// None where they cannot be read: it is for nobody then.
  private var names: Set<GeneralName> {
    Set((try? certificate.extensions.subjectAlternativeNames)?.map { $0 } ?? [])
  }
}
