extension SQLText {
  /// Whether SQLite's parser, whose stack has a hundred places, might refuse the text.
  ///
  /// Counted is what the parser keeps while it is inside: three places for a parenthesis with what stands before
  /// it, more for a subquery and for CASE. Some places are left for the statement around.
  var isTooDeep: Bool {
    var open: [Int] = []
    var depth = 0
    var word: [UInt8] = []
    var isQuoted = false
    for byte in utf8 {
      if byte == UInt8(ascii: "'") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte.isWordByte { word.append(byte); continue }
      if !word.isEmpty { Self.count(word, &open, &depth); word.removeAll(keepingCapacity: true) }
      if byte == UInt8(ascii: "(") { open.append(3); depth += 3 }
      if byte == UInt8(ascii: ")") { depth -= open.popLast() ?? 0 }
      if depth > Self.parserPlaces { return true }
    }
    return false
  }

  /// Stands for what cannot be said in SQL at all.
  static var tooDeep: SQLText { String(repeating: "(", count: parserPlaces) }

  private static var parserPlaces: Int { 60 }

  private static func count(_ word: [UInt8], _ open: inout [Int], _ depth: inout Int) {
    switch String(decoding: word, as: UTF8.self) {
    case "SELECT":
      depth += 4
      if !open.isEmpty { open[open.count - 1] += 4 }
    case "CASE":
      depth += 5
      open.append(5)
    case "END": depth -= open.popLast() ?? 0
    default: break
    }
  }
}

extension UInt8 {
  fileprivate var isWordByte: Bool {
    self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z")
      || self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z")
      || self == UInt8(ascii: "_")
  }
}
