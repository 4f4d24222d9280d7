/// A member of bodies whose value is a secret, whatever the request: a journal takes it out.
package struct SecretMember: Sendable {
  /// In lower case.
  package let name: [UInt8]
  /// The member that it stands within, at any depth, in lower case; nil for one that is a secret anywhere.
  package let outer: [UInt8]?

  package init(_ name: String, within outer: String? = nil) {
    (self.name, self.outer) = (Array(name.utf8), outer.map { Array($0.utf8) })
  }
}
