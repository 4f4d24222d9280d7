/// A tenant's name, which is part of URLs and of its file's name: `contoso-2`.
package struct TenantName: Sendable, Hashable {
  package let text: String

  /// The tenant of whoever wants only one.
  package static let usual = TenantName(known: "default")

  /// - Throws: `TenantFailure.invalidName`
  package init(_ text: String) throws(TenantFailure) {
    guard text.wholeMatch(of: #/[a-z0-9][a-z0-9-]{0,62}/#) != nil else { throw .invalidName(text) }
    self.text = text
  }

  private init(known text: String) { self.text = text }
}

extension TenantName: CustomStringConvertible, Comparable {
  package var description: String { text }

  package static func < (left: TenantName, right: TenantName) -> Bool { left.text < right.text }
}
