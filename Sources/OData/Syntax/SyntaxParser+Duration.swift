extension SyntaxParser {
  /// `-P1DT2H3M4.5S`
  mutating func durationText() throws(SyntaxError) -> String {
    let start = index
    _ = take(.minus)
    guard take(letter: "p") else { throw unexpected(.literal) }
    let hasDays = byte?.isDigit == true
    if hasDays { try days() }
    if take(letter: "t") {
      try timeParts()
    } else if !hasDays {
      throw unexpected(.digit)
    }
    return slice(from: start)
  }

  private mutating func days() throws(SyntaxError) {
    try digits()
    guard take(letter: "d") else { throw unexpected(.literal) }
  }

  /// Hours, minutes and seconds in this order, at least one of them.
  private mutating func timeParts() throws(SyntaxError) {
    var units: Substring.UTF8View.SubSequence = Substring("hms").utf8
    repeat {
      try digits()
      let isFraction = take(.dot)
      if isFraction { try digits() }
      guard let unit = byte?.lowercased, let found = units.firstIndex(of: unit),
        !isFraction || unit == UInt8(ascii: "s")
      else { throw unexpected(.literal) }
      index += 1
      units = units[units.index(after: found)...]
    } while byte?.isDigit == true && !units.isEmpty
  }

  /// Steps over the letter in either case.
  mutating func take(letter: Unicode.Scalar) -> Bool {
    guard byte?.lowercased == UInt8(ascii: letter) else { return false }
    index += 1
    return true
  }
}
