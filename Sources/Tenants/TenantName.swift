/// A tenant's name, which is part of URLs and of its file's name: `contoso-2`.
package struct TenantName: Sendable, Hashable {
  package let text: String

  /// The tenant of whoever wants only one.
  package static let usual = TenantName(known: "default")

  /// - Throws: `TenantFailure.invalidName`
  package init(_ text: String) throws(TenantFailure) {
    guard (1...63).contains(text.utf8.count), !text.hasPrefix("-"), text.utf8.allSatisfy(Self.mayHave) else {
      throw .invalidName(text)
    }
    self.text = text
  }

  private static func mayHave(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
    default: false
    }
  }

  private init(known text: String) { self.text = text }
}

extension TenantName: CustomStringConvertible, Comparable {
  package var description: String { text }

  package static func < (left: TenantName, right: TenantName) -> Bool { left.text < right.text }
}
