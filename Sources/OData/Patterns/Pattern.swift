/// A regular expression of `matchesPattern`, in the dialect of ECMAScript without back references and assertions
/// about what is around (OData URL Conventions 4.01, section 5.1.1.7.1).
///
/// `PatternMatcher` runs it in time proportional to the text, whatever it is.
package struct Pattern: Sendable {
  let program: [PatternInstruction]
  /// The sets that the instructions name by number.
  let sets: [ScalarSet]

  /// - Returns: nil when the text is no pattern, or one that would grow too large.
  package init?(_ text: String) {
    var parser = PatternParser(text)
    guard let tree = parser.pattern() else { return nil }
    var compiler = PatternCompiler()
    guard compiler.compile(tree) else { return nil }
    program = compiler.program
    sets = parser.sets
  }

  /// Whether some part of the text is as the pattern says.
  package func matches(_ text: String) -> Bool { PatternMatcher(self).matches(text.unicodeScalars) }
}

/// One step of a compiled pattern.
enum PatternInstruction: Sendable {
  /// Takes one character of the set of that number.
  case scalar(Int)
  /// Goes on at both places.
  case split(Int, Int)
  case jump(Int)
  case assertion(PatternAssertion)
  case match
}

/// A condition on a place between two characters.
enum PatternAssertion: Sendable {
  case start, end, wordBoundary, noWordBoundary
}
