extension SyntaxParser {
  /// Eight hexadecimal digits and a hyphen begin a guid, or a date of a far year.
  var isAtGuid: Bool { byte(ahead: 8) == .minus && hexDigitCount(from: index, upTo: 9) == 8 }

  mutating func guidOrDate() throws(SyntaxError) -> Literal {
    let start = index
    if let guid = guid() { return .guid(guid) }
    let mistake = unexpected(expectedInGuid(from: start))
    index = start
    guard bytes[start..<start + 8].allSatisfy(\.isDigit) else { throw mistake }
    do throws(SyntaxError) {
      return try dateOrDateTime(from: start)
    } catch {
      // Of two readings that fail, the one that got further is what was meant.
      throw error.position > mistake.position ? error : mistake
    }
  }

  /// The guid's text, or nil with the index at the byte that is wrong.
  private mutating func guid() -> String? {
    let start = index
    for (number, length) in [8, 4, 4, 4, 12].enumerated() {
      guard number == 0 || take(.minus) else { return nil }
      let count = hexDigitCount(from: index, upTo: length)
      index += count
      guard count == length else { return nil }
    }
    return slice(from: start)
  }

  private func expectedInGuid(from start: Int) -> SyntaxError.Expectation {
    [8, 13, 18, 23].contains(index - start) ? .hyphen : .hexDigit
  }

  private func hexDigitCount(from start: Int, upTo limit: Int) -> Int {
    var end = start
    while end < bytes.count, end < start + limit, bytes[end].isHexDigit { end += 1 }
    return end - start
  }
}
