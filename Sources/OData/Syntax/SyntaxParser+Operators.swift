extension SyntaxParser {
  /// `a eq 1 and b`: a whole expression, one level of nesting further in.
  mutating func expression() throws(SyntaxError) -> Expression {
    try enter()
    defer { leave() }
    return try disjunction()
  }

  private mutating func disjunction() throws(SyntaxError) -> Expression {
    let first = try conjunction()
    guard var next = takeOperator(.or) else { return first }
    var operands = [first]
    var positions: [Int] = []
    repeat {
      positions.append(next.position)
      operands.append(try conjunction())
    } while takeOperator(.or, into: &next)
    return balanced(.or, operands[...], positions)
  }

  private mutating func conjunction() throws(SyntaxError) -> Expression {
    let first = try equality()
    guard var next = takeOperator(.and) else { return first }
    var operands = [first]
    var positions: [Int] = []
    repeat {
      positions.append(next.position)
      operands.append(try equality())
    } while takeOperator(.and, into: &next)
    return balanced(.and, operands[...], positions)
  }

  private mutating func equality() throws(SyntaxError) -> Expression {
    var left = try relation()
    var links = 0
    while let (name, position) = takeOperator(.equality) {
      try countLink(&links)
      left = Expression(position: position, kind: .binary(name, left, try relation()))
    }
    return left
  }

  private mutating func relation() throws(SyntaxError) -> Expression {
    var left = try sum()
    var links = 0
    while let (name, position) = takeOperator(.relational) {
      try countLink(&links)
      left = Expression(position: position, kind: .binary(name, left, try sum()))
    }
    return left
  }

  private mutating func sum() throws(SyntaxError) -> Expression {
    var left = try product()
    var links = 0
    while let (name, position) = takeOperator(.additive) {
      try countLink(&links)
      left = Expression(position: position, kind: .binary(name, left, try product()))
    }
    return left
  }

  private mutating func product() throws(SyntaxError) -> Expression {
    var left = try unary()
    var links = 0
    while let (name, position) = takeOperator(.multiplicative) {
      try countLink(&links)
      left = Expression(position: position, kind: .binary(name, left, try unary()))
    }
    return left
  }

  /// `not a`, `-a`; the sign of a number belongs to its literal.
  private mutating func unary() throws(SyntaxError) -> Expression {
    skipSpaces()
    let start = index
    guard let name = takeUnaryOperator() else { return try membership() }
    try enter()
    defer { leave() }
    return Expression(position: position(of: start), kind: .unary(name, try unary()))
  }

  private mutating func takeUnaryOperator() -> UnaryOperator? {
    if isAtNot { index += 3; return .not }
    guard byte == .minus, !isAtSignedNumber else { return nil }
    index += 1
    return .negate
  }

  /// A property may be called `not`, but an operator is followed by its operand.
  private var isAtNot: Bool {
    guard isAt("not"), let next = byte(ahead: 3) else { return false }
    return next == .space || next == .tab || next == .openParenthesis
  }

  /// `style has ns.Color'red'`, `name in ('a','b')`
  private mutating func membership() throws(SyntaxError) -> Expression {
    var left = try operand()
    var links = 0
    while let (name, position) = takeOperator(.membership) {
      try countLink(&links)
      let right = name == .in ? try listOrOperand() : try operand()
      left = Expression(position: position, kind: .binary(name, left, right))
    }
    return left
  }
}

// MARK: chains

extension SyntaxParser {
  /// A tree whose depth grows with the logarithm of the chain's length, in the order of the text.
  private func balanced(
    _ name: BinaryOperator, _ operands: ArraySlice<Expression>, _ positions: [Int]
  ) -> Expression {
    guard operands.count > 1 else { return operands[operands.startIndex] }
    let middle = operands.startIndex + operands.count / 2
    // The operator before an operand has the operand's index less one.
    let left = balanced(name, operands[..<middle], positions)
    let right = balanced(name, operands[middle...], positions)
    return Expression(position: positions[middle - 1], kind: .binary(name, left, right))
  }

  /// A chain that leans to the left is as deep as it is long.
  private func countLink(_ links: inout Int) throws(SyntaxError) {
    links += 1
    guard links < limits.depth else { throw failure(.tooDeep(limit: limits.depth), at: index) }
  }

  /// Steps over an operator of the level with the spaces before it; without one, nothing is read.
  private mutating func takeOperator(_ level: Precedence) -> (BinaryOperator, position: Int)? {
    let start = index
    skipSpaces()
    guard let name = operatorAhead, name.precedence == level, !isInsideWord(at: index, after: start) else {
      index = start
      return nil
    }
    let position = self.position
    index += name.rawValue.utf8.count
    return (name, position)
  }

  private mutating func takeOperator(
    _ level: Precedence, into next: inout (BinaryOperator, position: Int)
  ) -> Bool {
    guard let found = takeOperator(level) else { return false }
    next = found
    return true
  }

  /// `1and`: a word needs a space where a word or a number ends.
  private func isInsideWord(at index: Int, after start: Int) -> Bool {
    guard index == start, start > 0 else { return false }
    let before = bytes[start - 1]
    return before.isLetter || before.isDigit || before == .underscore || before >= 0x80
  }

  private var operatorAhead: BinaryOperator? {
    let end = endOfIdentifier(from: index)
    guard (2...5).contains(end - index) else { return nil }
    return BinaryOperator(word: bytes[index..<end])
  }
}

extension BinaryOperator {
  /// The letters of each operator, packed: the word after an operand is looked up once a level.
  private static let words = Dictionary(uniqueKeysWithValues: allCases.map { (packed($0.rawValue.utf8), $0) })

  private static func packed(_ word: some Sequence<UInt8>) -> UInt64 {
    word.reduce(0) { $0 << 8 | UInt64($1.lowercased) }
  }

  fileprivate init?(word: ArraySlice<UInt8>) {
    guard let name = Self.words[Self.packed(word)] else { return nil }
    self = name
  }
}
