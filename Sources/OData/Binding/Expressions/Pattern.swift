/// A regular expression of `matchesPattern`, in the dialect of ECMAScript without back references and assertions
/// about what is around (OData URL Conventions 4.01, section 5.1.1.7.1).
///
/// It runs in time proportional to pattern and text, whatever they are: all ways through the pattern are followed
/// side by side, none is tried twice.
package struct Pattern: Sendable {
  private let program: [PatternInstruction]

  /// - Returns: nil when the text is no pattern, or one that would grow too large.
  package init?(_ text: String) {
    var parser = PatternParser(text)
    guard let tree = parser.pattern() else { return nil }
    var compiler = PatternCompiler()
    guard compiler.compile(tree) else { return nil }
    program = compiler.program
  }

  /// Whether some part of the text is as the pattern says.
  package func matches(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    var current = PatternThreads(count: program.count)
    var next = PatternThreads(count: program.count)
    for index in 0...scalars.count {
      // A match may begin anywhere.
      if current.add(0, program, scalars, index) { return true }
      guard index < scalars.count else { return false }
      for state in current.states {
        guard case .scalar(let set) = program[state], set.contains(scalars[index]) else { continue }
        if next.add(state + 1, program, scalars, index + 1) { return true }
      }
      swap(&current, &next)
      next.removeAll()
    }
    return false
  }
}

/// One step of a compiled pattern.
enum PatternInstruction: Sendable {
  /// Takes one character of the set.
  case scalar(ScalarSet)
  /// Goes on at both places.
  case split(Int, Int)
  case jump(Int)
  case assertion(PatternAssertion)
  case match
}

/// The instructions that wait for the next character, each once.
private struct PatternThreads {
  private(set) var states: [Int] = []
  private var isPresent: [Bool]

  init(count: Int) { isPresent = Array(repeating: false, count: count) }

  mutating func removeAll() {
    states.removeAll(keepingCapacity: true)
    for index in isPresent.indices { isPresent[index] = false }
  }

  /// Adds what can be reached without taking a character; true when that is the end of the pattern.
  mutating func add(
    _ start: Int, _ program: [PatternInstruction], _ text: [Unicode.Scalar], _ index: Int
  ) -> Bool {
    var open = [start]
    while let state = open.popLast() {
      guard !isPresent[state] else { continue }
      isPresent[state] = true
      switch program[state] {
      case .match: return true
      case .jump(let target): open.append(target)
      case .split(let first, let second): open += [first, second]
      case .assertion(let assertion): if assertion.holds(in: text, at: index) { open.append(state + 1) }
      case .scalar: states.append(state)
      }
    }
    return false
  }
}

/// A condition on a place between two characters.
enum PatternAssertion: Sendable {
  case start, end, wordBoundary, noWordBoundary

  func holds(in text: [Unicode.Scalar], at index: Int) -> Bool {
    switch self {
    case .start: index == 0
    case .end: index == text.count
    case .wordBoundary: Self.isBoundary(text, index)
    case .noWordBoundary: !Self.isBoundary(text, index)
    }
  }

  private static func isBoundary(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
    let before = index > 0 && ScalarSet.word.contains(text[index - 1])
    let after = index < text.count && ScalarSet.word.contains(text[index])
    return before != after
  }
}

/// A set of characters: `[a-z_]`, `\d`, `.`
struct ScalarSet: Sendable {
  var ranges: [ClosedRange<UInt32>]
  var isInverted = false

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) } != isInverted
  }

  /// The same set without inversion.
  var normalized: [ClosedRange<UInt32>] {
    guard isInverted else { return ranges }
    var rest: [ClosedRange<UInt32>] = []
    var start: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > start { rest.append(start...(range.lowerBound - 1)) }
      start = max(start, range.upperBound + 1)
    }
    return start <= 0x10FFFF ? rest + [start...0x10FFFF] : rest
  }

  static func single(_ scalar: Unicode.Scalar) -> ScalarSet {
    ScalarSet(ranges: [scalar.value...scalar.value])
  }

  static let digit = ScalarSet(ranges: [0x30...0x39])
  static let word = ScalarSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  static let space = ScalarSet(ranges: [
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x2028...0x2029, 0xFEFF...0xFEFF,
  ])
  /// `.`: everything but the ends of lines.
  static let notLineEnd = ScalarSet(ranges: [0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029], isInverted: true)

  var inverted: ScalarSet { ScalarSet(ranges: ranges, isInverted: !isInverted) }
}
