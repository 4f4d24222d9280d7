extension SyntaxParser {
  /// The literal at the index, or nil, with nothing read, where something else begins.
  mutating func literal() throws(SyntaxError) -> Literal? {
    guard let byte else { return nil }
    if byte == .quote { return .string(try quotedString()) }
    if isAtGuid { return try guidOrDate() }
    if byte.isDigit { return try numberOrTime() }
    if byte == .minus || byte == .plus { return try signedNumber() }
    return byte.isLetter || byte == .underscore || byte >= 0x80 ? try wordLiteral() : nil
  }

  /// `'O''Neil'`
  mutating func quotedString() throws(SyntaxError) -> String {
    try expect(.quote, .quote)
    var content: [UInt8] = []
    while let byte {
      index += 1
      guard byte == .quote else { content.append(byte); continue }
      guard take(.quote) else { return String(decoding: content, as: UTF8.self) }
      content.append(.quote)
    }
    throw failure(.unterminatedString, at: index)
  }
}

// MARK: words

extension SyntaxParser {
  /// `null`, `true`, `INF`, `duration'P1D'`, `ns.Color'red'`
  private mutating func wordLiteral() throws(SyntaxError) -> Literal? {
    let start = index
    guard let end = endOfQualifiedName(from: start) else { return nil }
    let word = String(decoding: bytes[start..<end], as: UTF8.self)
    if end < bytes.count, bytes[end] == .quote {
      return try prefixedLiteral(word, quoteAt: end)
    }
    guard let literal = Self.constant(word) else { return nil }
    index = end
    return literal
  }

  private func endOfQualifiedName(from start: Int) -> Int? {
    var end = endOfIdentifier(from: start)
    guard end > start else { return nil }
    while end < bytes.count, bytes[end] == .dot {
      let next = endOfIdentifier(from: end + 1)
      guard next > end + 1 else { break }
      end = next
    }
    return end
  }

  private static func constant(_ word: String) -> Literal? {
    switch word {
    case "null": return .null
    case "INF", "NaN": return .double(word)
    default: break
    }
    guard word.utf8.count == 4 || word.utf8.count == 5 else { return nil }
    switch word.lowercased() {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    default: return nil
    }
  }

  /// A name directly before a quote says of which type the text is; an unqualified one must be built in.
  private mutating func prefixedLiteral(_ prefix: String, quoteAt end: Int) throws(SyntaxError) -> Literal? {
    index = end
    switch prefix.lowercased() {
    case "duration": return .duration(try quoted { parser throws(SyntaxError) in try parser.durationText() })
    case "binary": return .binary(try quoted { parser throws(SyntaxError) in try parser.base64Text() })
    case "geography", "geometry":
      return .spatial(prefix: prefix.lowercased(), text: try quotedString())
    default: break
    }
    guard prefix.utf8.contains(.dot) else { throw unexpected(.operator) }
    let members = try quoted { parser throws(SyntaxError) in try parser.enumerationMembers() }
    return .enumeration(type: prefix, members: members)
  }

  private mutating func quoted(
    _ content: (inout SyntaxParser) throws(SyntaxError) -> String
  ) throws(SyntaxError) -> String {
    index += 1
    let text = try content(&self)
    guard !isAtEnd else { throw failure(.unterminatedString, at: index) }
    try expect(.quote, .quote)
    return text
  }

  /// `user,group` or `1,2`
  private mutating func enumerationMembers() throws(SyntaxError) -> String {
    var members: [String] = []
    repeat {
      skipSpaces()
      members.append(try enumerationMember())
      skipSpaces()
    } while take(.comma)
    return members.joined(separator: ",")
  }

  private mutating func enumerationMember() throws(SyntaxError) -> String {
    let start = index
    guard byte == .minus || byte == .plus || byte?.isDigit == true else { return try identifier() }
    if byte?.isDigit != true { index += 1 }
    try digits()
    return slice(from: start)
  }

  /// Base64url with or without padding.
  private mutating func base64Text() throws(SyntaxError) -> String {
    let start = index
    while let byte, byte.isLetter || byte.isDigit || byte == .minus || byte == .underscore { index += 1 }
    let count = index - start
    if count % 4 > 1, take(.equals), count % 4 == 2 { try expect(.equals, .equals) }
    guard count % 4 != 1 else { throw unexpected(.quote) }
    return slice(from: start)
  }
}
