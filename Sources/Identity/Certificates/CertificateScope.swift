import SwiftASN1
import X509

/// The names that an authority may certify: whoever has its key can pretend to be these, and nobody else (RFC 5280,
/// 4.2.1.10).
struct CertificateScope: Equatable {
  /// Each with all below it, in lower case.
  private var domains: Set<String> = []
  private var addresses: Set<[UInt8]> = []

  /// A name with a star is one below its domain.
  init(_ names: [CertificateName]) {
    for name in names {
      switch name {
      case .dns(let text): domains.insert(Self.domain(text))
      case .address(let bytes): addresses.insert(bytes)
      }
    }
  }

  /// nil for an authority that may certify whatever it wants.
  init?(of certificate: Certificate) throws {
    guard let found = certificate.extensions[oid: .X509ExtensionID.nameConstraints] else { return nil }
    let constraints = try NameConstraints(found)
    domains = Set(constraints.permittedDNSDomains)
    addresses = Set(constraints.permittedIPRanges.map { Array($0.bytes.prefix($0.bytes.count / 2)) })
  }

  private static func domain(_ name: String) -> String {
    name.hasPrefix("*.") ? String(name.dropFirst(2)) : name
  }

  func contains(_ names: [CertificateName]) -> Bool {
    names.allSatisfy { name in
      switch name {
      case .dns(let text):
        domains.contains { Self.domain(text) == $0 || Self.domain(text).hasSuffix("." + $0) }
      case .address(let bytes): addresses.contains(bytes)
      }
    }
  }

  func union(_ other: CertificateScope) -> CertificateScope {
    var both = self
    both.domains.formUnion(other.domains)
    both.addresses.formUnion(other.addresses)
    return both
  }

  var constraints: NameConstraints {
    NameConstraints(
      permittedDNSDomains: domains.sorted(),
      permittedIPRanges: addresses.sorted { $0.lexicographicallyPrecedes($1) }.map(Self.range))
  }

  /// The address alone: every bit of its mask is set.
  private static func range(_ address: [UInt8]) -> ASN1OctetString {
    ASN1OctetString(contentBytes: (address + address.map { _ in 0xFF })[...])
  }
}
