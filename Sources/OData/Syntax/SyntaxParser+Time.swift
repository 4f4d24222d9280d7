extension SyntaxParser {
  /// `2026-01-31` or `2026-01-31T10:00:00Z`; the index is at the year's first digit.
  mutating func dateOrDateTime(from start: Int) throws(SyntaxError) -> Literal {
    try date()
    guard take(letter: "t") else { return .date(slice(from: start)) }
    _ = try timeOfDay()
    try timeZone()
    return .dateTimeOffset(slice(from: start))
  }

  /// Year, month and day, each in its range; whether the month has that day is for whoever needs the value.
  private mutating func date() throws(SyntaxError) {
    try year()
    try hyphen()
    try pair(tens: "0", "1") { tens in tens == UInt8(ascii: "0") ? "1"..."9" : "0"..."2" }
    try hyphen()
    try pair(tens: "0", "3") { tens in
      switch tens {
      case UInt8(ascii: "0"): "1"..."9"
      case UInt8(ascii: "3"): "0"..."1"
      default: "0"..."9"
      }
    }
  }

  /// Four digits, more only if the first is not 0.
  private mutating func year() throws(SyntaxError) {
    let start = index
    let startsWithZero = byte == UInt8(ascii: "0")
    try digits()
    guard startsWithZero, index > start + 4 else { return }
    index = start + 4
    throw unexpected(.hyphen)
  }

  private mutating func hyphen() throws(SyntaxError) { try expect(.minus, .hyphen) }

  /// `10:30`, `10:30:59.123`
  mutating func timeOfDay() throws(SyntaxError) -> String {
    let start = index
    try hourAndMinute()
    guard take(.colon) else { return slice(from: start) }
    // 60 is a leap second.
    try pair(tens: "0", "6") { tens in tens == UInt8(ascii: "6") ? "0"..."0" : "0"..."9" }
    guard take(.dot) else { return slice(from: start) }
    let fraction = index
    try digits()
    guard index - fraction <= 12 else {
      index = fraction + 12
      throw unexpected(.operator)
    }
    return slice(from: start)
  }

  private mutating func hourAndMinute() throws(SyntaxError) {
    try pair(tens: "0", "2") { tens in tens == UInt8(ascii: "2") ? "0"..."3" : "0"..."9" }
    try expect(.colon, .colon)
    try pair(tens: "0", "5") { _ in "0"..."9" }
  }

  private mutating func timeZone() throws(SyntaxError) {
    if take(letter: "z") { return }
    guard take(.plus) || take(.minus) else { throw unexpected(.timeZone) }
    try hourAndMinute()
  }

  /// Two digits, where the first decides what the second may be.
  private mutating func pair(
    tens lowest: Unicode.Scalar, _ highest: Unicode.Scalar,
    ones: (UInt8) -> ClosedRange<Unicode.Scalar>
  ) throws(SyntaxError) {
    let tens = try digit(in: lowest...highest)
    _ = try digit(in: ones(tens))
  }

  private mutating func digit(in range: ClosedRange<Unicode.Scalar>) throws(SyntaxError) -> UInt8 {
    guard let byte, range.contains(Unicode.Scalar(byte)) else { throw unexpected(.digit) }
    index += 1
    return byte
  }
}
