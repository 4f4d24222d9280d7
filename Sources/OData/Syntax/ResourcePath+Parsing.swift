extension ResourcePath {
  /// Reads a raw path: `//users('a%2Fb')/` has one segment, whose key is `a/b`. So has `//users('a/b')/`: a slash between
  /// quotes in parentheses separates nothing.
  package static func parse(_ raw: String) throws(SyntaxError) -> ResourcePath {
    let bytes = Array(raw.utf8)
    var segments: [ResourceSegment] = []
    var (start, index, hasArguments) = (0, 0, false)
    while index < bytes.count {
      switch bytes[index] {
      case .slash:
        if index > start { segments.append(try segment(bytes[start..<index], of: raw)) }
        (start, hasArguments) = (index + 1, false)
      case .openParenthesis: hasArguments = true
      case .quote where hasArguments: index = endOfArgument(at: index, in: bytes) ?? index
      default: break
      }
      index += 1
    }
    if start < bytes.count { segments.append(try segment(bytes[start...], of: raw)) }
    return ResourcePath(segments: segments)
  }

  /// Where the closing quote of a text is that begins at a place and is an argument: `('a'`, `(b='c'`; nil for what is
  /// none.
  private static func endOfArgument(at start: Int, in bytes: [UInt8]) -> Int? {
    guard bytes[start - 1] == .openParenthesis || bytes[start - 1] == .equals else { return nil }
    var index = start + 1
    while index < bytes.count {
      let next = index + 1 < bytes.count ? bytes[index + 1] : nil
      if bytes[index] != .quote {
        index += 1
      } else if next == .quote {
        index += 2
      } else {
        return next == .closeParenthesis || next == .comma ? index : nil
      }
    }
    return nil
  }

  private static func segment(_ part: ArraySlice<UInt8>, of raw: String) throws(SyntaxError)
    -> ResourceSegment
  {
    switch percentDecoded(part, plus: .literal) {
    case .failure(let fault):
      throw SyntaxError(position: fault.index, kind: .invalidPercentEncoding, text: raw)
    case .success(let text):
      return ResourceSegment(position: part.startIndex, text: text)
    }
  }
}

extension ResourceSegment {
  /// `users('a')` has a name and arguments; what only resembles that is one plain text.
  package init(position: Int, text: String) {
    self.position = position
    self.text = text
    guard text.utf8.last == .closeParenthesis, let call = PathCall(text) else {
      name = text
      arguments = nil
      return
    }
    name = call.name
    arguments = call.arguments
  }
}

/// The reading of a segment that ends in a parenthesis.
private struct PathCall {
  let name: String
  let arguments: [PathArgument]

  init?(_ text: String) {
    var parser = SyntaxParser(text)
    // A segment that can't be read so is a key; there is nothing to report.
    guard let name = try? parser.callName(), let arguments = try? parser.pathArguments(), parser.isAtEnd
    else {
      return nil
    }
    self.name = name
    self.arguments = arguments
  }
}

extension SyntaxParser {
  /// `users`, `microsoft.graph.f`, `$filter`, up to the parenthesis
  fileprivate mutating func callName() throws(SyntaxError) -> String {
    let start = index
    _ = take(.dollar)
    _ = try qualifiedName()
    return slice(from: start)
  }

  fileprivate mutating func pathArguments() throws(SyntaxError) -> [PathArgument] {
    try expect(.openParenthesis, .openParenthesis)
    return try items(upTo: .closeParenthesis, .closeParenthesis) { parser throws(SyntaxError) in
      try parser.pathArgument()
    }
  }

  private mutating func pathArgument() throws(SyntaxError) -> PathArgument {
    let end = endOfIdentifier(from: index)
    guard end > index, end < bytes.count, bytes[end] == .equals else {
      return PathArgument(name: nil, value: try pathValue())
    }
    let name = String(decoding: bytes[index..<end], as: UTF8.self)
    index = end + 1
    return PathArgument(name: name, value: try pathValue())
  }

  private mutating func pathValue() throws(SyntaxError) -> PathArgument.Value {
    let start = index
    // Nothing but a string begins with a quote.
    if byte == .quote, let string = try literal() { return .literal(string) }
    // A bare word such as `2x` only begins like a literal.
    if let literal = try? literal(), byte == .comma || byte == .closeParenthesis { return .literal(literal) }
    index = start
    guard take(.at) else { return .word(try bareWord()) }
    let name = try identifier()
    return .alias(name)
  }

  private mutating func bareWord() throws(SyntaxError) -> String {
    let start = index
    while let byte, byte.canBeInBareWord { index += 1 }
    guard index > start else { throw unexpected(.literal) }
    return slice(from: start)
  }
}

extension UInt8 {
  fileprivate var canBeInBareWord: Bool {
    self != .comma && self != .openParenthesis && self != .closeParenthesis && self != .quote
      && self != .equals
  }
}

extension ResourcePath {
  /// Reads a raw path and says what no model can make sense of, where `parse` takes it for a key or a name that
  /// nobody has: a first segment that is no name, with a key in parentheses or without, and segments after
  /// `$count`, `$ref` or `$value`.
  package static func strictlyParsed(_ raw: String) throws(SyntaxError) -> ResourcePath {
    let path = try parse(raw)
    if let first = path.segments.first, !first.isSystem { try checkFirst(first, of: raw) }
    for (last, next) in zip(path.segments, path.segments.dropFirst()) where last.endsPath {
      throw SyntaxError(position: next.position - 1, kind: .unexpected(expected: [.end]), text: raw)
    }
    return path
  }

  private static func checkFirst(_ segment: ResourceSegment, of raw: String) throws(SyntaxError) {
    var parser = SyntaxParser(segment.text)
    do {
      _ = try parser.identifier()
      if !parser.isAtEnd { _ = try parser.pathArguments() }
      try parser.expectEnd(or: [])
    } catch {
      let offset = offset(ofScalar: error.position, in: Array(raw.utf8)[segment.position...])
      throw SyntaxError(position: segment.position + offset, kind: error.kind, text: raw)
    }
  }

  /// Where a decoded character begins among the raw bytes.
  private static func offset(ofScalar position: Int, in raw: ArraySlice<UInt8>) -> Int {
    var index = raw.startIndex
    var count = 0
    while index < raw.endIndex {
      let isEncoded = raw[index] == .percent && index + 2 < raw.endIndex
      let byte = isEncoded ? (raw[index + 1].hexValue ?? 0) << 4 : raw[index]
      if byte & 0xC0 != 0x80 {
        guard count < position else { break }
        count += 1
      }
      index += isEncoded ? 3 : 1
    }
    return index - raw.startIndex
  }
}

extension ResourceSegment {
  /// The text, in lower case where it is a word of the protocol: paths are read without regard to case
  /// (graph-platform 1.1), keys are not.
  var word: String { text.utf8.first == UInt8(ascii: "$") ? text.lowercased() : text }

  fileprivate var endsPath: Bool { ["$count", "$ref", "$value"].contains(word) }
}
