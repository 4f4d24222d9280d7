/// A member of bodies whose value lets somebody in, wherever it stands: a journal takes it out.
package struct SecretMember: Sendable {
  /// In lower case.
  package let name: String
  /// A member, in lower case, within which alone the name stands for a secret; nil for one that always does.
  package let outer: String?

  package init(_ name: String, within outer: String? = nil) {
    self.name = name.lowercased()
    self.outer = outer?.lowercased()
  }
}
