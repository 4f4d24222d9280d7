/// Requests whose answers show secrets, told by a word of their path or options: a journal takes those out.
package struct SecretPlace: Sendable {
  /// In lower case.
  package let word: [UInt8]
  /// Members, in lower case, whose values are secrets there beside those that always are.
  package let names: [String]

  package init(_ word: String, _ names: String...) {
    (self.word, self.names) = (Array(word.utf8), names)
  }
}
