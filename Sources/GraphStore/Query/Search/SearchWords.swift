/// The words of a text as the directory's `$search` sees them (graph-platform 1.12): it begins a new one at
/// spaces, between letters and digits, where upper case follows lower, and at symbols; words with a symbol
/// between them count as one word too. All in lower case.
enum SearchWords {
  /// `helloWorld-2026 x` as `hello`, `world`, `2026`, `helloworld2026`, `x`.
  static func of(_ text: String) -> [String] {
    var words: [String] = []
    for run in runs(text) {
      let parts = parts(run)
      words += parts
      if parts.count > 1 { words.append(whole(run)) }
    }
    return words
  }

  /// What stands between spaces.
  static func runs(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }

  /// `helloWorld-2026` as `helloworld2026`.
  static func whole(_ run: Substring) -> String { run.filter { $0.isLetter || $0.isNumber }.lowercased() }

  /// `helloWorld-2026` as `hello`, `world`, `2026`.
  static func parts(_ run: Substring) -> [String] {
    var parts: [Substring] = []
    var start = run.startIndex
    var previous: Character?
    for index in run.indices {
      let character = run[index]
      if let previous, isBorder(previous, character) {
        parts.append(run[start..<index])
        start = index
      }
      previous = character
    }
    parts.append(run[start...])
    return parts.map { $0.drop { !$0.isLetter && !$0.isNumber } }.filter { !$0.isEmpty }.map {
      $0.lowercased()
    }
  }

  private static func isBorder(_ one: Character, _ next: Character) -> Bool {
    if one.isLetter != next.isLetter || one.isNumber != next.isNumber { return true }
    return one.isLowercase && next.isUppercase
  }
}
