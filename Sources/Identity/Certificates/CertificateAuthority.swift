import Crypto
import Foundation
import GraphStore
import SwiftASN1
import X509

/// Vouches for the emulator on the machines of those who trust it, and for nobody under other names than its own.
struct CertificateAuthority {
  let certificate: Certificate
  private let key: Certificate.PrivateKey
  /// nil for one of an earlier build, which may certify whatever it wants.
  let scope: CertificateScope?

  private init(_ certificate: Certificate, _ key: Certificate.PrivateKey, _ scope: CertificateScope?) {
    (self.certificate, self.key, self.scope) = (certificate, key, scope)
  }

  /// The certificate alone, which is what is handed out.
  func certificateText() throws -> String { try certificate.serializeAsPEM().pemString + "\n" }

  // MARK: Kept

  /// Certificate and key in PEM; nil for a text that does not hold both, or a key of another certificate.
  init?(_ text: String) {
    // What cannot be read of it is damaged as the rest may be.
    guard let pair = CertifiedKey(text),
      case .success(let scope) = Result(catching: { try CertificateScope(of: pair.certificate) })
    else { return nil }
    self.init(pair.certificate, pair.key, scope)
  }

  func text() throws -> String { try certificateText() + key.serializeAsPEM().pemString + "\n" }

  /// Those who trust it can go on for a while.
  func isValid(at moment: Moment) -> Bool {
    certificate.notValidBefore.timeIntervalSince1970 <= moment.unixTime
      && moment.unixTime < certificate.notValidAfter.timeIntervalSince1970 - CertificateTerm.renewal
  }

  /// It has signed that.
  func hasIssued(_ other: Certificate) -> Bool {
    other.issuer == certificate.subject && certificate.publicKey.isValidSignature(other.signature, for: other)
  }

  // MARK: Making

  /// - Parameter scope: what it may ever certify.
  init(for scope: CertificateScope, at moment: Moment, _ random: CertificateRandomness) throws {
    let key = Certificate.PrivateKey(try random.key())
    let serial = random.serialNumber()
    // Several of them may be trusted at once, and a list of them tells them apart.
    let mark = serial.bytes.prefix(4).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }
      .joined()
    let subject = try DistinguishedName {
      OrganizationName("graph-emulator")
      CommonName("graph-emulator development CA \(mark)")
    }
    let term = CertificateTerm(from: moment, days: CertificateTerm.authorityDays)
    certificate = try Certificate(
      version: .v3, serialNumber: serial, publicKey: key.publicKey,
      notValidBefore: term.start, notValidAfter: term.end, issuer: subject, subject: subject,
      signatureAlgorithm: .ecdsaWithSHA256,
      extensions: Certificate.Extensions {
        Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
        Critical(KeyUsage(keyCertSign: true, cRLSign: true))
        Critical(scope.constraints)
        SubjectKeyIdentifier(hash: key.publicKey)
      },
      issuerPrivateKey: key)
    (self.key, self.scope) = (key, scope)
  }

  /// A certificate of a server, with a key of its own.
  func issue(
    for names: [CertificateName], at moment: Moment, _ random: CertificateRandomness
  ) throws -> ServerCertificate {
    let key = Certificate.PrivateKey(try random.key())
    let term = CertificateTerm(from: moment, days: CertificateTerm.serverDays)
    let own = try certificate.extensions.subjectKeyIdentifier
    let leaf = try Certificate(
      version: .v3, serialNumber: random.serialNumber(), publicKey: key.publicKey,
      notValidBefore: term.start, notValidAfter: min(term.end, certificate.notValidAfter),
      issuer: certificate.subject, subject: try Self.subject,
      signatureAlgorithm: .ecdsaWithSHA256,
      extensions: Certificate.Extensions {
        Critical(BasicConstraints.notCertificateAuthority)
        Critical(KeyUsage(digitalSignature: true))
        try ExtendedKeyUsage([.serverAuth])
        SubjectAlternativeNames(names.map(GeneralName.init))
        SubjectKeyIdentifier(hash: key.publicKey)
        // Python from 3.13 on takes none without (RFC 5280, 4.2.1.1).
        AuthorityKeyIdentifier(keyIdentifier: own?.keyIdentifier)
      },
      issuerPrivateKey: self.key)
    return ServerCertificate(leaf, key)
  }

  private static var subject: DistinguishedName {
    get throws {
      try DistinguishedName {
        OrganizationName("graph-emulator")
        CommonName("localhost")
      }
    }
  }
}

extension GeneralName {
  init(_ name: CertificateName) {
    switch name {
    case .dns(let text): self = .dnsName(text)
    case .address(let bytes): self = .ipAddress(ASN1OctetString(contentBytes: bytes[...]))
    }
  }
}
