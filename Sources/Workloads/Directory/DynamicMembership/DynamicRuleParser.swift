import JSON

extension DynamicRule {
  /// Reads a rule: `(user.department -eq "Sales") -and -not (user.country -in ["US","CA"])`.
  ///
  /// - Returns: nil for what is outside the evaluated subset.
  init?(_ text: String) {
    guard let tokens = DynamicRuleToken.tokens(of: text) else { return nil }
    var parser = DynamicRuleParser(tokens: tokens)
    guard let condition = parser.disjunction(), parser.isAtEnd, let subject = parser.subject else {
      return nil
    }
    self.init(subject: subject, condition: condition)
  }
}

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

/// Binds as the service does: comparisons, then `-not`, `-and`, `-or`; the hyphen may be left out.
struct DynamicRuleParser {
  private let tokens: [DynamicRuleToken]
  private var position = 0
  /// All comparisons of a rule have the same one.
  private(set) var subject: DynamicRule.Subject?
  private var isInsidePlan = false

  init(tokens: [DynamicRuleToken]) { self.tokens = tokens }

  var isAtEnd: Bool { position == tokens.count }

  mutating func disjunction() -> DynamicRule.Condition? {
    guard var left = conjunction() else { return nil }
    while take(operator: "or") {
      guard let right = conjunction() else { return nil }
      left = .or(left, right)
    }
    return left
  }

  private mutating func conjunction() -> DynamicRule.Condition? {
    guard var left = negation() else { return nil }
    while take(operator: "and") {
      guard let right = negation() else { return nil }
      left = .and(left, right)
    }
    return left
  }

  private mutating func negation() -> DynamicRule.Condition? {
    if take(operator: "not") { return negation().map(DynamicRule.Condition.not) }
    if take(.open) {
      guard let inner = disjunction(), take(.close) else { return nil }
      return inner
    }
    return comparison()
  }

  private mutating func comparison() -> DynamicRule.Condition? {
    guard let property = property(), case .word(let word)? = next() else { return nil }
    let name = DynamicRuleToken.bare(word)
    if name == "any" { return anyPlan(property) }
    guard let comparison = DynamicRule.Comparison(rawValue: name),
      let value = comparison == .isIn ? list() : value()
    else { return nil }
    return .compare(property: property, comparison, value)
  }

  /// `user.department`, or `assignedPlan.servicePlanId` inside `-any`.
  private mutating func property() -> String? {
    guard case .word(let word)? = next() else { return nil }
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty else { return nil }
    let owner = parts[0].lowercased()
    guard !isInsidePlan else { return owner == "assignedplan" ? String(parts[1]) : nil }
    guard let subject = DynamicRule.Subject(rawValue: owner), self.subject ?? subject == subject else {
      return nil
    }
    self.subject = subject
    return String(parts[1])
  }

  private mutating func anyPlan(_ property: String) -> DynamicRule.Condition? {
    guard !isInsidePlan, subject == .user, property.lowercased() == "assignedplans", take(.open) else {
      return nil
    }
    isInsidePlan = true
    defer { isInsidePlan = false }
    guard let inner = disjunction(), take(.close) else { return nil }
    return .anyPlan(inner)
  }

  private mutating func value() -> JSONValue? {
    switch next() {
    case .text(let text): .string(text)
    case .word(let word):
      switch word.lowercased() {
      case "true", "$true": .bool(true)
      case "false", "$false": .bool(false)
      case "null", "$null": .null
      default: Int(word).map { JSONValue.number($0) }
      }
    default: nil
    }
  }

  private mutating func list() -> JSONValue? {
    guard take(.openList) else { return nil }
    var values: [JSONValue] = []
    repeat {
      guard let value = value() else { return nil }
      values.append(value)
    } while take(.comma)
    return take(.closeList) ? .array(values) : nil
  }

  // MARK: Tokens

  private mutating func next() -> DynamicRuleToken? {
    guard position < tokens.count else { return nil }
    position += 1
    return tokens[position - 1]
  }

  private mutating func take(_ token: DynamicRuleToken) -> Bool {
    guard position < tokens.count, tokens[position] == token else { return false }
    position += 1
    return true
  }

  private mutating func take(operator name: String) -> Bool {
    guard position < tokens.count, case .word(let word) = tokens[position],
      DynamicRuleToken.bare(word) == name
    else {
      return false
    }
    position += 1
    return true
  }
}
