import OData

extension FuzzTarget {
  /// A pattern, and after a tab the text that it is looked for in.
  static let patterns = FuzzTarget(
    "patterns",
    words: [
      "(", ")", "(?:", "[", "]", "[^", "-", "|", "*", "+", "?", "{1,50}", "{1000}", "{0,}", "{", "^", "$",
      ".", #"\b"#,
      #"\d"#, #"\W"#, #"\u0041"#, "\t", "a", "aaaaaaaaaaaaaaaa", "()", "(a{1,50}){1,50}", ".*", "a?",
    ]
  ) { input in
    let parts = input.split(separator: UInt8(ascii: "\t"), maxSplits: 1, omittingEmptySubsequences: false)
    let text = String(decoding: parts.count > 1 ? parts[1] : [], as: UTF8.self).prefix(2000)
    guard let pattern = Pattern(String(decoding: parts[0].prefix(4000), as: UTF8.self)) else { return }
    let matcher = PatternMatcher(pattern)
    let first = matcher.matches(text.unicodeScalars)
    let work = matcher.workCount
    try FuzzFinding.unless(
      work <= text.unicodeScalars.count + 1, "\(work) steps for \(text.count) characters")
    try FuzzFinding.unless(matcher.matches(text.unicodeScalars) == first, "the second answer is another one")
  }
}
