extension SyntaxParser {
  /// One digit or more.
  mutating func digits() throws(SyntaxError) {
    guard byte?.isDigit == true else { throw unexpected(.digit) }
    while byte?.isDigit == true { index += 1 }
  }

  /// `-5` and `-INF`, where the sign belongs to the literal and is not an operator.
  var isAtSignedNumber: Bool {
    guard byte == .minus || byte == .plus else { return false }
    return byte(ahead: 1)?.isDigit == true || isAtNegativeInfinity
  }

  private var isAtNegativeInfinity: Bool {
    index + 4 <= bytes.count && bytes[index..<index + 4].elementsEqual("-INF".utf8)
      && endOfIdentifier(from: index + 1) == index + 4
  }

  mutating func signedNumber() throws(SyntaxError) -> Literal? {
    guard isAtSignedNumber else { return nil }
    guard !isAtNegativeInfinity else { index += 4; return .double("-INF") }
    let start = index
    index += 1
    return isYear ? try dateOrDateTime(from: start) : try number(from: start)
  }

  /// `42`, `2026-01-31`, `10:30`, told apart by what follows the first digits.
  mutating func numberOrTime() throws(SyntaxError) -> Literal {
    if isYear { return try dateOrDateTime(from: index) }
    if isTime { return .timeOfDay(try timeOfDay()) }
    return try number(from: index)
  }

  /// Four digits or more and a hyphen: nothing but a date has one there, for no operator is written so.
  private var isYear: Bool {
    var count = 0
    while byte(ahead: count)?.isDigit == true { count += 1 }
    return count >= 4 && byte(ahead: count) == .minus
  }

  /// `10:30`; a colon with less after it also ends a condition of `case`.
  private var isTime: Bool {
    guard byte(ahead: 1)?.isDigit == true, byte(ahead: 2) == .colon, let tens = byte(ahead: 3) else {
      return false
    }
    return (UInt8(ascii: "0")...UInt8(ascii: "5")).contains(tens) && byte(ahead: 4)?.isDigit == true
  }

  /// `42` is an integer, `4.2` a decimal, `4e2` a double.
  private mutating func number(from start: Int) throws(SyntaxError) -> Literal {
    try digits()
    let hasFraction = take(.dot)
    if hasFraction { try digits() }
    let hasExponent = take(letter: "e")
    if hasExponent {
      if byte == .plus || byte == .minus { index += 1 }
      try digits()
    }
    let text = slice(from: start)
    if hasExponent { return .double(text) }
    return hasFraction ? .decimal(text) : .integer(text)
  }
}
