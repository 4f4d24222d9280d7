import EntityModel

/// Reads a membership rule by the whole grammar of the service, for its mistakes only.
struct DynamicRuleGrammar {
  private var cursor: DynamicRuleCursor
  private var subject: DynamicRule.Subject?
  /// How many `-any` and `-all` are open: names in them are those of elements.
  private var depth = 0
  private let model: EntityModel

  /// - Throws: the first mistake.
  static func check(_ rule: String, _ model: EntityModel) throws(DynamicRuleMistake) {
    // "Direct Reports for "{id}"" is a rule of its own form.
    guard !rule.lowercased().hasPrefix("direct reports for ") else { return }
    guard let cursor = DynamicRuleCursor(rule) else { throw .notCompiled }
    var grammar = DynamicRuleGrammar(cursor, model: model)
    try grammar.expression()
    guard grammar.cursor.isAtEnd else { throw .notCompiled }
  }

  private init(_ cursor: DynamicRuleCursor, model: EntityModel) {
    self.cursor = cursor
    self.model = model
  }

  // MARK: Expressions

  /// Whether a rule means what it means does not depend on how its operators bind.
  private mutating func expression() throws(DynamicRuleMistake) {
    try term()
    while cursor.take(word: "and") || cursor.take(word: "or") { try term() }
  }

  private mutating func term() throws(DynamicRuleMistake) {
    guard cursor.goDeeper() else { throw .notCompiled }
    defer { cursor.comeBack() }
    if cursor.take(word: "not") { return try term() }
    if cursor.take(.open) {
      try expression()
      return try demand(.close)
    }
    try comparison()
  }

  private mutating func comparison() throws(DynamicRuleMistake) {
    let kind = try property()
    guard case .word(let word)? = cursor.next() else { throw .notCompiled }
    let name = DynamicRuleToken.bare(word)
    switch name {
    case "any", "all": try elements()
    case "in", "notin": try list(kind)
    default:
      let comparisons = kind == .boolean ? Self.equality : Self.comparisons
      guard comparisons.contains(name) else { throw .notCompiled }
      try value(kind)
    }
  }

  private static let equality: Set = ["eq", "ne"]

  private static let comparisons: Set = [
    "eq", "ne", "startswith", "notstartswith", "endswith", "notendswith", "contains", "notcontains", "match",
    "notmatch", "ge", "gt", "le", "lt",
  ]

  private mutating func elements() throws(DynamicRuleMistake) {
    try demand(.open)
    depth += 1
    try expression()
    depth -= 1
    try demand(.close)
  }

  // MARK: Operands

  /// - Returns: what it holds, where that is known.
  private mutating func property() throws(DynamicRuleMistake) -> PrimitiveType? {
    guard case .word(let word)? = cursor.next() else { throw .notCompiled }
    if depth > 0, word == "_" { return nil }
    let parts = word.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1, parts.allSatisfy({ !$0.isEmpty }) else { throw .notCompiled }
    guard depth == 0 else { return nil }
    guard let subject = DynamicRule.Subject(rawValue: parts[0].lowercased()) else { throw .notCompiled }
    guard self.subject ?? subject == subject else { throw .mixedObjects }
    self.subject = subject
    guard DynamicRuleProperties.has(parts[1], of: subject, model) else {
      throw .unknownProperty(parts[1], object: subject == .user ? "User" : "Device")
    }
    return parts.count == 2 ? DynamicRuleProperties.kind(of: parts[1], subject, model) : nil
  }

  /// `"Sales"`, `true`, `system.now -plus p1d`
  private mutating func value(_ kind: PrimitiveType?) throws(DynamicRuleMistake) {
    switch cursor.next() {
    case .text(let text): try require(DynamicRuleValue(text, isQuoted: true), kind)
    case .word(let word):
      guard !word.hasPrefix("-") || Int(word) != nil else { throw .notCompiled }
      try require(DynamicRuleValue(word, isQuoted: false), kind)
      if cursor.take(word: "plus") || cursor.take(word: "minus") { _ = cursor.next() }
    case .open:
      guard cursor.goDeeper() else { throw .notCompiled }
      defer { cursor.comeBack() }
      try value(kind)
      try demand(.close)
    case .close, .openList, .closeList, .comma, nil: throw .notCompiled
    }
  }

  private func require(_ value: DynamicRuleValue, _ kind: PrimitiveType?) throws(DynamicRuleMistake) {
    if let kind, !value.fits(kind) { throw .notCompiled }
  }

  private mutating func list(_ kind: PrimitiveType?) throws(DynamicRuleMistake) {
    try demand(.openList)
    repeat { try value(kind) } while cursor.take(.comma)
    try demand(.closeList)
  }

  private mutating func demand(_ token: DynamicRuleToken) throws(DynamicRuleMistake) {
    guard cursor.take(token) else { throw .notCompiled }
  }
}
