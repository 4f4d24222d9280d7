import Foundation
package import HTTPMessages

/// Whom a certificate is for: `graph.test`, `*.test`, `192.168.1.7`, `::1`.
package enum CertificateName: Sendable, Hashable {
  /// In lower case.
  case dns(String)
  /// Four bytes, or sixteen.
  case address([UInt8])

  /// nil for a text that is none of these.
  package init?(_ text: String) {
    if let bytes = Self.address(text) {
      self = .address(bytes)
    } else {
      let name = text.lowercased()
      guard Self.isName(name.hasPrefix("*.") ? name.dropFirst(2) : name[...]) else { return nil }
      self = .dns(name)
    }
  }

  private static func address(_ text: String) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, text, &bytes) == 1 { return Array(bytes.prefix(4)) }
    let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
    return inet_pton(AF_INET6, isBracketed ? String(text.dropFirst().dropLast()) : text, &bytes) == 1
      ? bytes : nil
  }

  /// Letters, digits and hyphens between dots (RFC 1123, 2.1), underscores too, as containers have them.
  private static func isName(_ text: Substring) -> Bool {
    text.utf8.count <= 253
      && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
        (1...63).contains(label.utf8.count)
          && label.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F
          }
      }
  }
}

extension CertificateName {
  /// What is served under that name; nil for an address, as all of those are served.
  package var pattern: HostPattern? {
    switch self {
    case .dns(let name): HostPattern(name)
    case .address: nil
    }
  }

  /// The names of this machine.
  package static let own: [CertificateName] = [
    .dns("localhost"), .dns("*.localhost"), .address([127, 0, 0, 1]),
    .address([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
  ]

  /// The names that the emulator stands in for, where they are led to it.
  package static let imitated: [CertificateName] = [
    "graph.microsoft.com", "login.microsoftonline.com", "login.microsoft.com", "login.windows.net",
    "sts.windows.net", "management.azure.com",
  ].map { .dns($0) }
}
