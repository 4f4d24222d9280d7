import Crypto

/// Compares secrets in a time that says nothing of them.
package enum SecretComparison {
  /// Digests are compared whole, whatever their first difference, and say nothing of the texts' lengths either.
  package static func areEqual(_ left: String, _ right: String) -> Bool {
    SHA256.hash(data: Array(left.utf8)) == SHA256.hash(data: Array(right.utf8))
  }
}
