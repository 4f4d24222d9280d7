import TestSupport
import Testing

@testable import OData

@Suite struct PatternMatcherTests {
  /// What follows each character is worked out at most once for each place in the text, however large the pattern,
  /// and not again for a text that was met before.
  @Test(arguments: [
    String(repeating: "a?", count: 60) + String(repeating: "a", count: 60) + "b", "(a{1,50}){1,50}b",
    String(repeating: ".*", count: 10) + "b", "^(a+)+$", "^(a|a)*$", "^(a*)*b$", "(a+a+)+y",
    "^((((((a+)+)+)+)+)+)+$", "(a|aa|aaa|aaaa)*c",
  ]) func workIsBoundedByTheText(_ pattern: String) throws {
    let matcher = PatternMatcher(try #require(Pattern(pattern)))
    let text = String(repeating: "a", count: 200) + "!"
    #expect(!matcher.matches(text.unicodeScalars))
    let work = matcher.workCount
    #expect(work <= text.count + 1)
    #expect(!matcher.matches(text.unicodeScalars))
    #expect(matcher.workCount == work)
  }

  /// A pattern with ever new states is matched all the same when the states of before are forgotten.
  @Test func forgetsStates() throws {
    let matcher = PatternMatcher(try #require(Pattern("^(a|b)*a(a|b){300}c$")))
    var random = RandomTest.numbers(seed: 1)
    var letters = (0..<20_000).map { _ in Bool.random(using: &random) ? "a" : "b" }
    letters[letters.count - 301] = "a"
    #expect(!matcher.matches(letters.joined().unicodeScalars))
    #expect(matcher.matches((letters.joined() + "c").unicodeScalars))
    letters[letters.count - 301] = "b"
    #expect(!matcher.matches((letters.joined() + "c").unicodeScalars))
  }

  /// However often nothing is repeated, it takes no time to find out.
  @Test func repeatsNothing() throws {
    let pattern = String(repeating: "(", count: 49) + "()" + String(repeating: "){1000}", count: 49)
    #expect(try #require(Pattern(pattern)).matches(""))
  }

  /// The automaton says what the definition of each part says.
  @Test(arguments: RandomTest.seeds(1, 2)) func agreesWithTheDefinition(seed: UInt64) throws {
    var generator = PatternGenerator(RandomTest.numbers(seed: seed))
    for _ in 0..<300 {
      let pattern = generator.pattern(depth: 0)
      var parser = PatternParser(pattern)
      // An assertion cannot be repeated.
      guard let tree = parser.pattern() else { continue }
      let matcher = PatternMatcher(try #require(Pattern(pattern)))
      for _ in 0..<20 {
        let text = generator.text()
        let definition = PatternDefinition(sets: parser.sets, text: Array(text.unicodeScalars))
        #expect(
          matcher.matches(text.unicodeScalars) == definition.matches(tree),
          "\(pattern) in \(text.debugDescription)")
      }
    }
  }
}

/// Makes patterns and texts of few characters, so that they often agree.
private struct PatternGenerator {
  private var random: RepeatableNumbers

  init(_ random: RepeatableNumbers) { self.random = random }

  mutating func text() -> String {
    String(
      (0..<Int.random(in: 0..<9, using: &random)).map { _ in "aab 1\n_é".randomElement(using: &random) ?? "a"
      })
  }

  mutating func pattern(depth: Int) -> String {
    let count = Int.random(in: 0..<4, using: &random)
    let parts = (0..<count).map { _ in part(depth: depth) }
    return parts.joined(separator: Int.random(in: 0..<4, using: &random) == 0 ? "|" : "")
  }

  private mutating func part(depth: Int) -> String {
    guard let assertion = ["^", "$", #"\b"#, #"\B"#].randomElement(using: &random),
      let quantifier = ["*", "+", "?", "{2}", "{1,3}", "{2,}", "*?"].randomElement(using: &random)
    else { return "" }
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return assertion
    case 1...3: return "(" + (depth < 3 ? pattern(depth: depth + 1) : "a") + ")" + quantifier
    case 4: return "(?:" + (depth < 3 ? pattern(depth: depth + 1) : "b|") + ")"
    case 5...6: return atom() + quantifier
    default: return atom()
    }
  }

  private mutating func atom() -> String {
    let atoms = [
      "a", "b", ".", "[ab]", "[^a]", #"\w"#, #"\W"#, #"\s"#, #"\d"#, #"[\D1]"#, "[]", "[^]", "é", "[a-z]",
    ]
    return atoms.randomElement(using: &random) ?? "a"
  }
}

/// Where each part of a pattern can end, by trying all places.
private struct PatternDefinition {
  let sets: [ScalarSet]
  let text: [Unicode.Scalar]

  func matches(_ tree: PatternTree) -> Bool { (0...text.count).contains { !ends(tree, [$0]).isEmpty } }

  private func ends(_ tree: PatternTree, _ starts: Set<Int>) -> Set<Int> {
    switch tree {
    case .empty: starts
    case .scalar(let set):
      Set(starts.filter { $0 < text.count && sets[set].contains(text[$0].value) }.map { $0 + 1 })
    case .assertion(let assertion): starts.filter { holds(assertion, at: $0) }
    case .sequence(let parts): parts.reduce(starts) { ends($1, $0) }
    case .alternatives(let all): all.reduce(into: []) { $0.formUnion(ends($1, starts)) }
    case .repetition(let part, let least, let most): ends(part, least, most, starts)
    }
  }

  private func ends(_ part: PatternTree, _ least: Int, _ most: Int?, _ starts: Set<Int>) -> Set<Int> {
    var places = starts
    for _ in 0..<least { places = ends(part, places) }
    var all = places
    for _ in least..<(most ?? least + text.count + 1) {
      places = ends(part, places)
      all.formUnion(places)
    }
    return all
  }

  private func holds(_ assertion: PatternAssertion, at place: Int) -> Bool {
    let before = place > 0 && ScalarSet.word.contains(text[place - 1].value)
    let after = place < text.count && ScalarSet.word.contains(text[place].value)
    return switch assertion {
    case .start: place == 0
    case .end: place == text.count
    case .wordBoundary: before != after
    case .noWordBoundary: before == after
    }
  }
}
