package import HTTPMessages

/// What tells an answer that was made up, of an operation that nothing is known of but its declaration.
package enum StubMark {
  package static let header = HeaderField("x-emulator-stub", "1")
}
