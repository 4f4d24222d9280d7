extension SyntaxParser {
  /// `["a",1,[b/c]]`
  mutating func array() throws(SyntaxError) -> Expression {
    let start = position
    index += 1
    let items = try items(upTo: .closeBracket, .closeBracket) { parser throws(SyntaxError) in
      try parser.jsonValue()
    }
    return Expression(position: start, kind: .array(items))
  }

  /// `{"name":"a"}`
  mutating func object() throws(SyntaxError) -> Expression {
    let start = position
    index += 1
    let members = try items(upTo: .closeBrace, .closeBrace) { parser throws(SyntaxError) in
      try parser.objectMember()
    }
    return Expression(position: start, kind: .object(members))
  }

  private mutating func objectMember() throws(SyntaxError) -> Expression.ObjectMember {
    let name = try jsonString()
    skipSpaces()
    try expect(.colon, .colon)
    return Expression.ObjectMember(name: name, value: try jsonValue())
  }

  /// A string in double quotes, or any expression.
  private mutating func jsonValue() throws(SyntaxError) -> Expression {
    skipSpaces()
    guard byte == .doubleQuote else { return try expression() }
    try countNode()
    let start = position
    return Expression(position: start, kind: .literal(.string(try jsonString())))
  }

  /// What stands between commas up to a closing character, which is read too.
  mutating func items<Item>(
    upTo end: UInt8, _ name: SyntaxError.Expectation,
    _ item: (inout SyntaxParser) throws(SyntaxError) -> Item
  ) throws(SyntaxError) -> [Item] {
    skipSpaces()
    if take(end) { return [] }
    var items: [Item] = []
    repeat {
      skipSpaces()
      items.append(try item(&self))
      skipSpaces()
    } while take(.comma)
    guard take(end) else { throw unexpected(.comma, name) }
    return items
  }

  /// `"a \"quoted\" word"`
  private mutating func jsonString() throws(SyntaxError) -> String {
    try expect(.doubleQuote, .name)
    var content: [UInt8] = []
    while let byte {
      index += 1
      switch byte {
      case .doubleQuote: return String(decoding: content, as: UTF8.self)
      case .backslash: content += String(try escapedScalar()).utf8
      default: content.append(byte)
      }
    }
    throw failure(.unterminatedString, at: index)
  }

  private mutating func escapedScalar() throws(SyntaxError) -> Character {
    guard let byte else { throw failure(.unterminatedString, at: index) }
    let scalar: Unicode.Scalar
    switch byte {
    case .doubleQuote, .backslash, .slash: scalar = Unicode.Scalar(byte)
    case UInt8(ascii: "b"): scalar = "\u{8}"
    case UInt8(ascii: "f"): scalar = "\u{c}"
    case UInt8(ascii: "n"): scalar = "\n"
    case UInt8(ascii: "r"): scalar = "\r"
    case UInt8(ascii: "t"): scalar = "\t"
    case UInt8(ascii: "u"): return Character(try unicodeEscape())
    default: throw unexpected(.literal)
    }
    index += 1
    return Character(scalar)
  }

  /// `u00e9`, or two such escapes that are one scalar beyond the first plane.
  private mutating func unicodeEscape() throws(SyntaxError) -> Unicode.Scalar {
    let start = index
    let first = try hexUnit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard UTF16.isLeadSurrogate(UInt16(first)), take(.backslash), byte == UInt8(ascii: "u") else {
      throw unexpected([.hexDigit], at: start)
    }
    let second = try hexUnit()
    guard UTF16.isTrailSurrogate(UInt16(second)) else {
      throw unexpected([.hexDigit], at: start)
    }
    return Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func hexUnit() throws(SyntaxError) -> UInt32 {
    index += 1
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = byte?.hexValue else { throw unexpected(.hexDigit) }
      value = value << 4 | UInt32(digit)
      index += 1
    }
    return value
  }
}
