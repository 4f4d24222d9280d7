/// The words and marks of a rule.
enum DynamicRuleToken: Equatable {
  case word(String)
  case text(String)
  case open, close, openList, closeList, comma

  /// nil when a text is not ended or a mark is unknown.
  static func tokens(of text: String) -> [DynamicRuleToken]? {
    var tokens: [DynamicRuleToken] = []
    var rest = Substring(text)
    while let first = rest.first {
      if first.isWhitespace {
        rest.removeFirst()
      } else if let mark = marks[first] {
        rest.removeFirst()
        tokens.append(mark)
      } else if first == "\"" || first == "'" {
        guard let content = quoted(&rest, first) else { return nil }
        tokens.append(.text(content))
      } else {
        let word = rest.prefix { !$0.isWhitespace && marks[$0] == nil && $0 != "\"" && $0 != "'" }
        rest = rest.dropFirst(word.count)
        tokens.append(.word(String(word)))
      }
    }
    return tokens
  }

  /// `-startsWith` and `startswith` are the same word.
  static func bare(_ word: String) -> String {
    (word.hasPrefix("-") ? String(word.dropFirst()) : word).lowercased()
  }

  private static let marks: [Character: DynamicRuleToken] = [
    "(": .open, ")": .close, "[": .openList, "]": .closeList, ",": .comma,
  ]

  /// A backtick lets the quote after it stand in the text.
  private static func quoted(_ rest: inout Substring, _ quote: Character) -> String? {
    rest.removeFirst()
    var content = ""
    while let next = rest.popFirst() {
      if next == quote { return content }
      if next == "`", let escaped = rest.popFirst() { content.append(escaped) } else { content.append(next) }
    }
    return nil
  }
}
