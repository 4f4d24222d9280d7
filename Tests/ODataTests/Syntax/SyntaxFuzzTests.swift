import OData
import TestSupport
import Testing

@Suite struct SyntaxFuzzTests {
  private static let fragments = [
    "a", "b/c", "eq", "ne", "and", "or", "not", "in", "has", "add", "sub", "(", ")", "[", "]", "{", "}", ",",
    ";",
    ":", "/", " ", "  ", "'", "''", "'x'", "\"", "\"y\"", "\\", "1", "-", "+", "2026-01-01", "T10:00", "Z",
    "10:30",
    "1.5", "e5", "6fd2c87f-b296-42f0-b197-1e91e994b900", "6fd2c87f-", "12345678-", "duration'P1D'", "binary'",
    "ns.E'v'", "$it", "$root/", "@p", "any(x:", "all(", "x/", "$count", "$filter(", "($select=", "$top=1",
    "$levels=max",
    "cast(", "isof(", "case(", "tolower(", "groupby((", "aggregate(", " with sum as ", "filter(", "identity",
    "*", "$ref",
    "desc", "OR", "AND", "NOT", "é", "😀", "\u{0}", "\t", "%", "%2", "%41", "%ff", "&", "=", "#", "INF",
    "null", "true",
  ]

  private func readEverything(_ text: String) {
    _ = try? OptionSyntax.orderBy(text)
    _ = try? OptionSyntax.select(text)
    _ = try? OptionSyntax.expand(text)
    _ = try? OptionSyntax.compute(text)
    _ = try? OptionSyntax.apply(text)
    _ = try? ResourcePath.parse(text)
    _ = try? QueryOptions.parse(text)
    _ = Literal.reading(text)
  }

  @Test(arguments: RandomTest.seeds(1, 2, 3))
  func fragmentsNeverTrap(seed: UInt64) throws {
    var generator = RandomTest.numbers(seed: seed)
    var accepted = 0
    for _ in 0..<4_000 {
      let count = Int.random(in: 1...12, using: &generator)
      let text = (0..<count).map { _ in Self.fragments.randomElement(using: &generator) ?? "" }.joined()
      readEverything(text)
      if try expectRoundTrip(text) { accepted += 1 }
    }
    #expect(accepted > 100)
  }

  @Test(arguments: RandomTest.seeds(4, 5))
  func bytesNeverTrap(seed: UInt64) throws {
    var generator = RandomTest.numbers(seed: seed)
    for _ in 0..<4_000 {
      let count = Int.random(in: 0...40, using: &generator)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let text = String(decoding: bytes, as: UTF8.self)
      readEverything(text)
      _ = try expectRoundTrip(text)
    }
  }

  @Test(arguments: RandomTest.seeds(6))
  func damagedTextsNeverTrap(seed: UInt64) throws {
    var generator = RandomTest.numbers(seed: seed)
    let text = Array(
      "a/any(x:x/b in ('c',6fd2c87f-b296-42f0-b197-1e91e994b900) and not (d ge 2026-01-01T10:00:00.5Z)) or e"
        .utf8)
    var accepted = 0
    for _ in 0..<4_000 {
      var bytes = text
      bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
        in: 32...126, using: &generator)
      bytes.removeLast(Int.random(in: 0..<bytes.count / 4, using: &generator))
      if try expectRoundTrip(String(decoding: bytes, as: UTF8.self)) { accepted += 1 }
    }
    #expect(accepted > 100)
  }

  /// Whatever can be read is written so that it reads as the same again; a failure lies within the text.
  ///
  /// - Returns: whether it can be read as an expression.
  private func expectRoundTrip(_ text: String) throws -> Bool {
    var isRead = true
    do throws(SyntaxError) {
      let expression = try OptionSyntax.expression(text)
      let again = try OptionSyntax.expression(expression.description)
      #expect(again == expression, "\(text)")
    } catch {
      isRead = false
      #expect((0...text.unicodeScalars.count).contains(error.position), "\(text)")
      #expect(error.text == text, "\(text)")
    }
    if let search = try? OptionSyntax.search(text) {
      #expect(try OptionSyntax.search(search.description) == search, "\(text)")
    }
    if let items = try? OptionSyntax.expand(text) {
      #expect(try OptionSyntax.expand(list(items)) == items, "\(text)")
    }
    return isRead
  }
}
