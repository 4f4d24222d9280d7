/// A pattern as a tree.
indirect enum PatternTree {
  case empty
  /// A set by its number.
  case scalar(Int)
  case assertion(PatternAssertion)
  case sequence([PatternTree])
  case alternatives([PatternTree])
  /// `a{2,5}`; without an upper bound, any number
  case repetition(PatternTree, Int, Int?)
}

/// Reads the text of a pattern; every function gives nil where the text is none.
struct PatternParser {
  /// The sets that the tree names by number.
  private(set) var sets: [ScalarSet] = []
  private var rest: ArraySlice<Unicode.Scalar>
  private var depth = 0

  private static let maximalDepth = 50
  private static let maximalCount = 1000

  init(_ text: String) { rest = Array(text.unicodeScalars)[...] }

  mutating func pattern() -> PatternTree? {
    guard let tree = alternatives(), rest.isEmpty else { return nil }
    return tree
  }

  /// `a|b`
  private mutating func alternatives() -> PatternTree? {
    guard let first = sequence() else { return nil }
    var all = [first]
    while take("|") {
      guard let next = sequence() else { return nil }
      all.append(next)
    }
    return all.count == 1 ? first : .alternatives(all)
  }

  private mutating func sequence() -> PatternTree? {
    var parts: [PatternTree] = []
    while let next = rest.first, next != "|", next != ")" {
      guard let part = repeated() else { return nil }
      parts.append(part)
    }
    return parts.isEmpty ? .empty : .sequence(parts)
  }

  /// `a*`, `a+?`, `a{2,5}`
  private mutating func repeated() -> PatternTree? {
    guard let atom = atom() else { return nil }
    guard let (least, most) = quantifier() else { return atom }
    if case .assertion = atom { return nil }
    // Whether few or many are taken first makes no difference to whether the text matches.
    _ = take("?")
    guard least <= Self.maximalCount, most.map({ $0 >= least && $0 <= Self.maximalCount }) ?? true else {
      return nil
    }
    return .repetition(atom, least, most)
  }

  private mutating func quantifier() -> (Int, Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    let start = rest
    guard take("{"), let least = number() else { rest = start; return nil }
    guard take(",") else { return take("}") ? (least, least) : restored(start) }
    if take("}") { return (least, nil) }
    guard let most = number(), take("}") else { return restored(start) }
    return (least, most)
  }

  /// A brace that begins no quantifier stands for itself.
  private mutating func restored(_ start: ArraySlice<Unicode.Scalar>) -> (Int, Int?)? {
    rest = start
    return nil
  }

  private mutating func number() -> Int? {
    let digits = rest.prefix { ScalarSet.digit.contains($0.value) }
    guard !digits.isEmpty, digits.count < 6 else { return nil }
    rest = rest.dropFirst(digits.count)
    return digits.reduce(0) { $0 * 10 + Int($1.value - 0x30) }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == scalar else { return false }
    rest = rest.dropFirst()
    return true
  }
}

// MARK: atoms

extension PatternParser {
  private mutating func atom() -> PatternTree? {
    guard let next = rest.popFirst() else { return nil }
    switch next {
    case "^": return .assertion(.start)
    case "$": return .assertion(.end)
    case ".": return scalar(.notLineEnd)
    case "(": return group()
    case "[": return characterClass().map { scalar($0) }
    case "\\": return escape()
    case "*", "+", "?": return nil
    default: return scalar(.single(next))
    }
  }

  private mutating func scalar(_ set: ScalarSet) -> PatternTree {
    sets.append(set)
    return .scalar(sets.count - 1)
  }

  /// `(a)`, `(?:a)`; what is captured is of no interest.
  private mutating func group() -> PatternTree? {
    if take("?"), !take(":") { return nil }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximalDepth, let tree = alternatives(), take(")") else { return nil }
    return tree
  }

  private mutating func escape() -> PatternTree? {
    if take("b") { return .assertion(.wordBoundary) }
    if take("B") { return .assertion(.noWordBoundary) }
    return escapedSet().map { scalar($0) }
  }

  /// What a backslash makes of the next character, in a class and outside.
  private mutating func escapedSet() -> ScalarSet? {
    guard let next = rest.popFirst() else { return nil }
    switch next {
    case "d": return .digit
    case "D": return ScalarSet.digit.inverted
    case "w": return .word
    case "W": return ScalarSet.word.inverted
    case "s": return .space
    case "S": return ScalarSet.space.inverted
    case "t": return .single("\t")
    case "n": return .single("\n")
    case "r": return .single("\r")
    case "f": return .single("\u{0C}")
    case "v": return .single("\u{0B}")
    case "x": return hexadecimal(2)
    case "u": return hexadecimal(4)
    // A back reference, or a letter without a meaning.
    case _ where ScalarSet.word.contains(next.value): return nil
    default: return .single(next)
    }
  }

  private mutating func hexadecimal(_ count: Int) -> ScalarSet? {
    let digits = rest.prefix(count)
    guard digits.count == count, let value = UInt32(String(String.UnicodeScalarView(digits)), radix: 16),
      let scalar = Unicode.Scalar(value)
    else { return nil }
    rest = rest.dropFirst(count)
    return .single(scalar)
  }

  /// `[^a-z\d]`, after the bracket
  private mutating func characterClass() -> ScalarSet? {
    let isInverted = take("^")
    var ranges: [ClosedRange<UInt32>] = []
    while !take("]") {
      guard let first = classMember() else { return nil }
      guard rest.first == "-", rest.dropFirst().first != "]" else { ranges += first.normalized; continue }
      rest = rest.dropFirst()
      guard let last = classMember(), let low = first.only, let high = last.only, low <= high else {
        return nil
      }
      ranges.append(low...high)
    }
    return ScalarSet(ranges: ranges, isInverted: isInverted)
  }

  private mutating func classMember() -> ScalarSet? {
    if take("\\") { return take("b") ? .single("\u{08}") : escapedSet() }
    return rest.popFirst().map(ScalarSet.single)
  }
}

extension ScalarSet {
  /// The character when there is but one.
  fileprivate var only: UInt32? {
    guard ranges.count == 1, !isInverted, ranges[0].count == 1 else { return nil }
    return ranges[0].lowerBound
  }
}
