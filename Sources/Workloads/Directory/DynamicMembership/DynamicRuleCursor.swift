/// The tokens of a membership rule, one after the other: what reads a rule for its meaning and what reads it for its
/// mistakes go through them alike.
struct DynamicRuleCursor {
  private let tokens: [DynamicRuleToken]
  private var position = 0
  private var depth = 0

  /// The service's own (directory.md, `membershipRule`): wherever a rule stands, and whoever wrote it.
  static let lengthLimit = 3072
  /// Conditions in each other, so that no rule exhausts the stack.
  private static let depthLimit = 100

  /// - Returns: nil for what no rule consists of, and for a text that is longer than a rule may be.
  init?(_ rule: String) {
    guard rule.count <= Self.lengthLimit, let tokens = DynamicRuleToken.tokens(of: rule) else { return nil }
    self.tokens = tokens
  }

  var isAtEnd: Bool { position == tokens.count }

  mutating func next() -> DynamicRuleToken? {
    guard position < tokens.count else { return nil }
    position += 1
    return tokens[position - 1]
  }

  mutating func take(_ token: DynamicRuleToken) -> Bool {
    guard position < tokens.count, tokens[position] == token else { return false }
    position += 1
    return true
  }

  /// `-and` and `and` alike.
  mutating func take(word name: String) -> Bool {
    guard position < tokens.count, case .word(let word) = tokens[position],
      DynamicRuleToken.bare(word) == name
    else { return false }
    position += 1
    return true
  }

  /// - Returns: false where conditions stand too deep in each other. After true, `comeBack` has to follow.
  mutating func goDeeper() -> Bool {
    guard depth < Self.depthLimit else { return false }
    depth += 1
    return true
  }

  mutating func comeBack() { depth -= 1 }
}
