extension SyntaxParser {
  /// The end of the identifier that begins at an index, or the index itself where none does.
  func endOfIdentifier(from start: Int) -> Int {
    var end = start
    while let next = endOfIdentifierCharacter(at: end, isFirst: end == start) { end = next }
    return end
  }

  /// Letters, digits and `_`; beyond ASCII what the grammar's comment on `odataIdentifier` names.
  private func endOfIdentifierCharacter(at index: Int, isFirst: Bool) -> Int? {
    guard index < bytes.count else { return nil }
    let byte = bytes[index]
    guard byte >= 0x80 else {
      return byte.isLetter || byte == .underscore || (!isFirst && byte.isDigit) ? index + 1 : nil
    }
    guard let (scalar, end) = scalar(at: index) else { return nil }
    return scalar.canBeInIdentifier(isFirst: isFirst) ? end : nil
  }

  private func scalar(at index: Int) -> (Unicode.Scalar, end: Int)? {
    var end = index + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    guard let scalar = String(decoding: bytes[index..<end], as: UTF8.self).unicodeScalars.first else {
      return nil
    }
    return (scalar, end)
  }

  /// `displayName`
  mutating func identifier(_ name: SyntaxError.Expectation = .name) throws(SyntaxError) -> String {
    let start = index
    index = endOfIdentifier(from: start)
    guard index > start else { throw unexpected(name) }
    return slice(from: start)
  }

  /// `displayName` or `microsoft.graph.user`
  mutating func qualifiedName(_ name: SyntaxError.Expectation = .name) throws(SyntaxError) -> String {
    let start = index
    _ = try identifier(name)
    while take(.dot) { _ = try identifier() }
    return slice(from: start)
  }

  /// Whether the word, in any case, stands at the index and ends there.
  func isAt(_ word: StaticString) -> Bool {
    let end = index + word.utf8CodeUnitCount
    guard end <= bytes.count else { return false }
    let matches = word.withUTF8Buffer { letters in
      letters.indices.allSatisfy { bytes[index + $0].lowercased == letters[$0] }
    }
    return matches && endOfIdentifier(from: index) == end
  }

  /// Steps over the word, in any case, if it is the next.
  mutating func take(word: StaticString) -> Bool {
    guard isAt(word) else { return false }
    index += word.utf8CodeUnitCount
    return true
  }
}

extension Unicode.Scalar {
  fileprivate func canBeInIdentifier(isFirst: Bool) -> Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber:
      true
    case .decimalNumber, .nonspacingMark, .spacingMark, .connectorPunctuation, .format: !isFirst
    default: false
    }
  }
}
