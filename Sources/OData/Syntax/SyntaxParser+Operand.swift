extension SyntaxParser {
  /// A literal, a path, a call, or an expression in parentheses.
  mutating func operand() throws(SyntaxError) -> Expression {
    skipSpaces()
    try countNode()
    guard let byte else { throw unexpected(.expression) }
    switch byte {
    case .openParenthesis: return try parenthesized()
    case .openBracket: return try array()
    case .openBrace: return try object()
    default: break
    }
    if let literal = try literalOperand() { return literal }
    return try path()
  }

  private mutating func parenthesized() throws(SyntaxError) -> Expression {
    index += 1
    let inner = try expression()
    try close(or: .operator)
    return inner
  }

  /// Steps over `)` and the spaces before it.
  mutating func close(or other: SyntaxError.Expectation) throws(SyntaxError) {
    skipSpaces()
    guard take(.closeParenthesis) else { throw unexpected(.closeParenthesis, other) }
  }

  /// What may stand at the right of `in`: literals in parentheses, or an expression that is a collection.
  mutating func listOrOperand() throws(SyntaxError) -> Expression {
    skipSpaces()
    let start = index
    guard take(.openParenthesis) else { return try operand() }
    if let items = try listItems() {
      return Expression(position: position(of: start), kind: .list(items))
    }
    index = start
    return try operand()
  }

  /// The literals up to `)`, or nil when the parentheses hold an expression.
  private mutating func listItems() throws(SyntaxError) -> [Expression]? {
    skipSpaces()
    guard byte != .closeParenthesis else { throw unexpected(.literal) }
    guard let first = try listItem() else { return nil }
    skipSpaces()
    guard byte == .comma || byte == .closeParenthesis else { return nil }
    var items = [first]
    while take(.comma) {
      skipSpaces()
      guard let item = try listItem() else { throw unexpected(.literal) }
      items.append(item)
      skipSpaces()
    }
    guard take(.closeParenthesis) else { throw unexpected(.comma, .closeParenthesis) }
    return items
  }

  private mutating func listItem() throws(SyntaxError) -> Expression? {
    guard let literal = try literalOperand() else { return nil }
    try countNode()
    return literal
  }

  private mutating func literalOperand() throws(SyntaxError) -> Expression? {
    let start = index
    guard let literal = try literal() else { return nil }
    return Expression(
      position: position(of: start), kind: .literal(literal), parameter: parameter(from: start))
  }
}
