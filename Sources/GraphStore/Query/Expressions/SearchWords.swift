/// The words of a text as the directory's `$search` sees them (graph-platform 1.12): it begins a new one at
/// spaces, between letters and digits, where upper case follows lower, and at symbols; words with a symbol
/// between them count as one word too.
struct SearchWords {
  private var words: [String] = []

  init(_ text: String) {
    for run in text.split(whereSeparator: \.isWhitespace) {
      words += Self.parts(run).map { $0.lowercased() }
      let joined = run.filter { $0.isLetter || $0.isNumber }
      if !joined.isEmpty { words.append(joined.lowercased()) }
    }
  }

  /// Whether every word of a query begins some word of the text, in any order.
  func match(_ query: String) -> Bool {
    query.split(whereSeparator: \.isWhitespace).allSatisfy { run in
      let whole = run.filter { $0.isLetter || $0.isNumber }.lowercased()
      return begins(whole) || Self.parts(run).allSatisfy { begins($0.lowercased()) }
    }
  }

  private func begins(_ prefix: String) -> Bool { words.contains { $0.hasPrefix(prefix) } }

  /// `helloWorld-2026` as `hello`, `World`, `2026`.
  private static func parts(_ run: Substring) -> [Substring] {
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
    return parts.map { $0.drop { !$0.isLetter && !$0.isNumber } }.filter { !$0.isEmpty }
  }

  private static func isBorder(_ one: Character, _ next: Character) -> Bool {
    if one.isLetter != next.isLetter || one.isNumber != next.isNumber { return true }
    return one.isLowercase && next.isUppercase
  }
}
