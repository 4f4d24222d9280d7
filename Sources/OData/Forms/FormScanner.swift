/// Takes the literals out of the value of one option.
///
/// It knows nothing of the grammar but where a literal may begin, and has the parser read it there. That is enough:
/// a plan is shared only when the parser found the same literals at the same places (`SyntaxParser.parameter(from:)`).
struct FormScanner {
  /// What a value consists of.
  enum Content {
    /// Expressions, with whatever stands around them.
    case expression
    case search
    case number
    case words
  }

  private var parser: SyntaxParser
  private(set) var form: [UInt8] = []
  private(set) var found: [(literal: Literal, range: Range<Int>)] = []

  init(_ text: String) {
    parser = SyntaxParser(text)
    form.reserveCapacity(parser.bytes.count)
  }

  /// - Returns: false where the literals cannot be told from the rest.
  mutating func scan(_ content: Content) -> Bool {
    guard parser.bytes.count <= parser.limits.bytes else { return false }
    do throws(SyntaxError) {
      switch content {
      case .expression: try scanExpression()
      case .search: try scanSearch()
      case .number: scanNumber()
      case .words: copy(to: parser.bytes.count)
      }
    } catch { return false }
    // Control characters are marks of the form; the grammar has none but the tab.
    return parser.isAtEnd && !hasForeignMarks
  }

  private var hasForeignMarks: Bool {
    form.count { $0 < .tab } != found.count
  }

  // MARK: copying

  /// What stands up to an index is part of the form.
  private mutating func copy(to end: Int) {
    form += parser.bytes[parser.index..<end]
    parser.index = end
  }

  /// What the parser has just read is a parameter, if its value changes nothing but results.
  private mutating func take(_ literal: Literal, from start: Int) {
    guard let mark = literal.mark else {
      form += parser.bytes[start..<parser.index]
      return
    }
    form += [QueryForm.mark, mark]
    found.append((literal, start..<parser.index))
  }
}

// MARK: expressions

extension FormScanner {
  private mutating func scanExpression() throws(SyntaxError) {
    while let byte = parser.byte {
      if byte == .doubleQuote {
        try copyQuoted()
      } else if byte == .quote || byte.isDigit || byte == .minus || byte == .plus || parser.isAtGuid {
        try scanLiteral()
      } else {
        try copyWord()
      }
    }
  }

  private mutating func scanLiteral() throws(SyntaxError) {
    let start = parser.index
    guard let literal = try parser.literal() else { return copy(to: start + 1) }
    take(literal, from: start)
  }

  /// A word with the text in quotes that it is the type of, or with the number of a nested option; else one character.
  ///
  /// SQLite chooses an index by how many rows a subquery is limited to, so that such a number is no parameter.
  private mutating func copyWord() throws(SyntaxError) {
    let start = parser.index
    let end = parser.endOfIdentifier(from: start)
    guard end > start else { return copy(to: start + 1) }
    let isCount = parser.isAt("levels") || parser.isAt("top") || parser.isAt("skip")
    copy(to: end)
    if parser.byte == .quote {
      _ = try parser.quotedString()
      form += parser.bytes[end..<parser.index]
    } else if isCount, parser.byte == .equals {
      let digits = parser.bytes[(end + 1)...].prefix { $0.isDigit }
      copy(to: digits.endIndex)
    }
  }

  /// A string of JSON or a phrase of a nested search: what a backslash means differs, where it ends does not.
  private mutating func copyQuoted() throws(SyntaxError) {
    var end = parser.index + 1
    while end < parser.bytes.count, parser.bytes[end] != .doubleQuote {
      end += parser.bytes[end] == .backslash ? 2 : 1
    }
    guard end < parser.bytes.count else { throw parser.failure(.unterminatedString, at: parser.bytes.count) }
    copy(to: end + 1)
  }
}

// MARK: numbers

extension FormScanner {
  private mutating func scanNumber() {
    let start = parser.index
    guard !parser.bytes.isEmpty, parser.bytes.allSatisfy(\.isDigit) else {
      return copy(to: parser.bytes.count)
    }
    parser.index = parser.bytes.count
    take(.integer(parser.slice(from: start)), from: start)
  }
}

// MARK: search

extension FormScanner {
  private mutating func scanSearch() throws(SyntaxError) {
    // A text wholly in single quotes is one phrase.
    if parser.bytes.first(where: { $0 != .space && $0 != .tab }) == .quote {
      return copy(to: parser.bytes.count)
    }
    while let byte = parser.byte {
      if byte == .doubleQuote {
        try scanPhrase()
      } else if byte.canBeInSearchWord {
        scanWord()
      } else {
        copy(to: parser.index + 1)
      }
    }
  }

  /// `"displayName:wash"`: the name is part of the form.
  private mutating func scanPhrase() throws(SyntaxError) {
    let start = parser.index
    let clause = SearchClause(try parser.searchPhrase())
    guard !clause.text.isEmpty else {
      form += parser.bytes[start..<parser.index]
      return
    }
    form.append(.doubleQuote)
    if let name = clause.name { form += Array(name.utf8) + [.colon] }
    take(.string(clause.whole), from: start)
  }

  private mutating func scanWord() {
    let start = parser.index
    let end = parser.bytes[start...].firstIndex { !$0.canBeInSearchWord } ?? parser.bytes.count
    let word = String(decoding: parser.bytes[start..<end], as: UTF8.self)
    guard !["AND", "OR", "NOT"].contains(word) else { return copy(to: end) }
    parser.index = end
    take(.string(word), from: start)
  }
}

extension Literal {
  /// Stands for the literal in a form. What has one mark has one type, one way through the grammar, and a value that
  /// changes nothing but results; nil for all others.
  fileprivate var mark: UInt8? {
    switch self {
    case .string(let text): Self.mark(ofText: text)
    case .guid: UInt8(ascii: "g")
    case .date: UInt8(ascii: "d")
    case .dateTimeOffset: UInt8(ascii: "t")
    case .timeOfDay: UInt8(ascii: "h")
    case .integer(let text): Self.mark(ofInteger: text)
    case .decimal: UInt8(ascii: "n")
    case .double(let text): text.hasSuffix("INF") || text == "NaN" ? nil : UInt8(ascii: "e")
    case .null, .boolean, .duration, .enumeration, .binary, .spatial: nil
    }
  }

  /// A text that is a Guid or a duration too is taken for one where one is wanted.
  private static func mark(ofText text: String) -> UInt8? {
    if text.isEmpty { return nil }
    if Guid.normalized(text) != nil { return UInt8(ascii: "u") }
    return ISODuration.ticks(text) == nil ? UInt8(ascii: "s") : UInt8(ascii: "p")
  }

  /// By the smallest type that holds it; a signed one cannot stand everywhere.
  private static func mark(ofInteger text: String) -> UInt8? {
    guard let value = Int64(text), value != 0, value != 1, text.utf8.first != .plus else { return nil }
    let isSmall = Int32(exactly: value) != nil
    if value < 0 { return isSmall ? UInt8(ascii: "j") : UInt8(ascii: "m") }
    return isSmall ? UInt8(ascii: "i") : UInt8(ascii: "l")
  }
}
