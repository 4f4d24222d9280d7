import JSON

extension DynamicRule {
  /// Reads a rule: `(user.department -eq "Sales") -and -not (user.country -in ["US","CA"])`.
  ///
  /// - Returns: nil for what is outside the evaluated subset.
  init?(_ text: String) {
    guard let cursor = DynamicRuleCursor(text) else { return nil }
    var parser = DynamicRuleParser(cursor)
    guard let condition = parser.disjunction(), parser.isAtEnd, let subject = parser.subject else {
      return nil
    }
    self.init(subject: subject, condition: condition)
  }
}

/// Binds as the service does: comparisons, then `-not`, `-and`, `-or`; the hyphen may be left out.
struct DynamicRuleParser {
  private var cursor: DynamicRuleCursor
  /// All comparisons of a rule have the same one.
  private(set) var subject: DynamicRule.Subject?
  private var isInsidePlan = false

  init(_ cursor: DynamicRuleCursor) { self.cursor = cursor }

  var isAtEnd: Bool { cursor.isAtEnd }

  mutating func disjunction() -> DynamicRule.Condition? {
    guard var left = conjunction() else { return nil }
    while cursor.take(word: "or") {
      guard let right = conjunction() else { return nil }
      left = .or(left, right)
    }
    return left
  }

  private mutating func conjunction() -> DynamicRule.Condition? {
    guard var left = negation() else { return nil }
    while cursor.take(word: "and") {
      guard let right = negation() else { return nil }
      left = .and(left, right)
    }
    return left
  }

  private mutating func negation() -> DynamicRule.Condition? {
    guard cursor.goDeeper() else { return nil }
    defer { cursor.comeBack() }
    if cursor.take(word: "not") { return negation().map(DynamicRule.Condition.not) }
    if cursor.take(.open) {
      guard let inner = disjunction(), cursor.take(.close) else { return nil }
      return inner
    }
    return comparison()
  }

  private mutating func comparison() -> DynamicRule.Condition? {
    guard let property = property(), case .word(let word)? = cursor.next() else { return nil }
    let name = DynamicRuleToken.bare(word)
    if name == "any" { return anyPlan(property) }
    guard let comparison = DynamicRule.Comparison(rawValue: name),
      let value = comparison == .isIn ? list() : value()
    else { return nil }
    return .compare(property: property, comparison, value)
  }

  /// `user.department`, or `assignedPlan.servicePlanId` inside `-any`.
  private mutating func property() -> String? {
    guard case .word(let word)? = cursor.next() else { return nil }
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
    guard !isInsidePlan, subject == .user, property.lowercased() == "assignedplans", cursor.take(.open) else {
      return nil
    }
    isInsidePlan = true
    defer { isInsidePlan = false }
    guard let inner = disjunction(), cursor.take(.close) else { return nil }
    return .anyPlan(inner)
  }

  private mutating func value() -> JSONValue? {
    switch cursor.next() {
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
    guard cursor.take(.openList) else { return nil }
    var values: [JSONValue] = []
    repeat {
      guard let value = value() else { return nil }
      values.append(value)
    } while cursor.take(.comma)
    return cursor.take(.closeList) ? .array(values) : nil
  }
}
