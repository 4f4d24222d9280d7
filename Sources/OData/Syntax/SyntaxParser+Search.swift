extension SyntaxParser {
  /// `"displayName:a" OR ("mail:b" AND NOT blue)`; a text wholly in single quotes is one phrase.
  mutating func searchExpression() throws(SyntaxError) -> SearchExpression {
    skipSpaces()
    guard byte == .quote else { return try searchDisjunction() }
    let start = index
    let text = try quotedString()
    guard !text.isEmpty else { throw unexpected([.searchTerm], at: start + 1) }
    return SearchExpression(position: position(of: start), kind: .phrase(text))
  }

  private mutating func searchDisjunction() throws(SyntaxError) -> SearchExpression {
    let start = position
    var operands = [try searchConjunction()]
    while takeInfix("OR") { operands.append(try searchConjunction()) }
    return operands.count == 1 ? operands[0] : SearchExpression(position: start, kind: .or(operands))
  }

  /// Terms joined by `AND` or by nothing but spaces.
  private mutating func searchConjunction() throws(SyntaxError) -> SearchExpression {
    let start = position
    var operands = [try searchTerm()]
    while takeInfix("AND") || isAtFurtherTerm {
      skipSpaces()
      operands.append(try searchTerm())
    }
    return operands.count == 1 ? operands[0] : SearchExpression(position: start, kind: .and(operands))
  }

  private mutating func searchTerm() throws(SyntaxError) -> SearchExpression {
    skipSpaces()
    try countNode()
    let start = index
    if takeBeforeTerm("NOT") {
      try enter()
      defer { leave() }
      return SearchExpression(position: position(of: start), kind: .not(try searchTerm()))
    }
    if byte == .openParenthesis { return try searchGroup() }
    let kind: SearchExpression.Kind =
      byte == .doubleQuote ? .phrase(try searchPhrase()) : .word(try searchWord())
    return SearchExpression(position: position(of: start), kind: kind, parameter: parameter(from: start))
  }

  private mutating func searchGroup() throws(SyntaxError) -> SearchExpression {
    index += 1
    try enter()
    defer { leave() }
    let inner = try searchDisjunction()
    try close(or: .searchTerm)
    return inner
  }

  /// `"a \"b\""`: a backslash keeps a quote or a backslash from its meaning.
  mutating func searchPhrase() throws(SyntaxError) -> String {
    index += 1
    guard byte != .doubleQuote else { throw unexpected(.searchTerm) }
    var content: [UInt8] = []
    while let byte {
      index += 1
      if byte == .doubleQuote { return String(decoding: content, as: UTF8.self) }
      if byte == .backslash, let next = self.byte, next == .doubleQuote || next == .backslash {
        content.append(next)
        index += 1
      } else {
        content.append(byte)
      }
    }
    throw failure(.unterminatedString, at: index)
  }

  private mutating func searchWord() throws(SyntaxError) -> String {
    let start = index
    guard byte != .quote else { throw unexpected(.searchTerm) }
    while let byte, byte.canBeInSearchWord { index += 1 }
    // The service takes `property:text` in double quotes only, and says so of the colon.
    guard byte != .colon else { throw failure(.invalidSearchCharacter(":"), at: index) }
    guard index > start else { throw unexpected(.searchTerm) }
    return slice(from: start)
  }
}

// MARK: operators

extension SyntaxParser {
  /// Steps over `AND` or `OR` between two terms, with the spaces around it; elsewhere they are words.
  private mutating func takeInfix(_ name: StaticString) -> Bool {
    let start = index
    skipSpaces()
    if index > start || isAfterGroup(start), takeBeforeTerm(name) { return true }
    index = start
    return false
  }

  /// Steps over an operator that a term follows; without one the word is an ordinary one.
  private mutating func takeBeforeTerm(_ name: StaticString) -> Bool {
    let start = index
    guard isAtExactly(name) else { return false }
    index += name.utf8CodeUnitCount
    skipSpaces()
    if isAtTermStart { return true }
    index = start
    return false
  }

  /// `("a")OR("b")`: a parenthesis or a quote ends a term without a space.
  private func isAfterGroup(_ index: Int) -> Bool {
    index > 0 && (bytes[index - 1] == .closeParenthesis || bytes[index - 1] == .doubleQuote)
  }

  private func isAtExactly(_ word: StaticString) -> Bool {
    let end = index + word.utf8CodeUnitCount
    guard end <= bytes.count else { return false }
    let matches = word.withUTF8Buffer { bytes[index..<end].elementsEqual($0) }
    return matches && (end == bytes.count || !bytes[end].canBeInSearchWord)
  }

  private var isAtTermStart: Bool {
    guard let byte else { return false }
    return byte == .openParenthesis || byte == .doubleQuote || (byte.canBeInSearchWord && byte != .quote)
  }

  /// A term after spaces that no `OR` precedes.
  private var isAtFurtherTerm: Bool {
    var ahead = self
    ahead.skipSpaces()
    guard ahead.index > index, ahead.isAtTermStart else { return false }
    var infix = self
    return !infix.takeInfix("OR")
  }
}

extension UInt8 {
  /// Whatever has no meaning of its own in a search; controls and spaces end a word.
  var canBeInSearchWord: Bool {
    switch self {
    case .openParenthesis, .closeParenthesis, .doubleQuote, .semicolon, .colon: false
    default: self > .space && self != 0x7F
    }
  }
}
