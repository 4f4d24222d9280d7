import OData
import TestSupport
import Testing

/// Times of every year, written with every offset.
@Suite struct TimestampTests {
  @Test(
    arguments: [
      ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
      ("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z"),
      ("0001-01-01T14:59:00+14:59", "0001-01-01T00:00:00Z"),
      ("9999-12-31T09:00:59-14:59", "9999-12-31T23:59:59Z"),
      ("0001-01-01T00:00:00+00:01", nil), ("9999-12-31T23:59:00-00:01", nil),
      ("0000-12-31T23:59:00-00:01", nil),
      ("10000-01-01T00:00:00Z", nil), ("-0001-01-01T00:00:00Z", nil), ("2026-02-29T00:00:00Z", nil),
      ("2026-01-01T00:00:00+15:00", nil), ("2026-01-01T24:00:00Z", nil), ("2026-01-01T23:59:60Z", nil),
    ] as [(String, String?)])
  func ends(text: String, normalized: String?) { #expect(Timestamp.normalized(text) == normalized) }

  @Test("every time is found again by its ticks", arguments: RandomTest.seeds(1, 2))
  func roundTrip(seed: UInt64) throws {
    var random = RandomTest.numbers(seed: seed)
    for _ in 0..<20_000 {
      let ticks = Int64.random(in: 0...Ticks.lastMoment, using: &random)
      let text = Timestamp.text(ticks: ticks, decimals: true)
      #expect(Timestamp.normalized(text) == text)
      #expect(Ticks.moment(text) == ticks)
    }
  }

  @Test("every number has a text, that of the nearest moment", arguments: RandomTest.seeds(1))
  func allTicks(seed: UInt64) {
    var random = RandomTest.numbers(seed: seed)
    for ticks in NumberEnds.integers + (0..<20_000).map({ _ in random.integer() }) {
      let nearest = min(max(ticks, 0), Ticks.lastMoment)
      #expect(Ticks.moment(Timestamp.text(ticks: ticks, decimals: true)) == nearest)
      #expect(Ticks.moment(Timestamp.text(ticks: ticks, decimals: false)) == nearest - nearest % Ticks.second)
    }
  }

  @Test("no text is too odd", arguments: RandomTest.seeds(1))
  func oddTexts(seed: UInt64) {
    var random = RandomTest.numbers(seed: seed)
    for _ in 0..<20_000 {
      var text = Array(
        "\(random.digits(3...5))-\(random.digits(1...2))-\(random.digits(1...2))T\(random.digits(2...2)):\(random.digits(2...2)):\(random.digits(2...2)).\(random.digits(0...9))\(random.pick(["Z", "+\(random.digits(2...2)):00", "-00:\(random.digits(2...2))"]))"
      )
      if random.oneIn(2) {
        text[Int.random(in: 0..<text.count, using: &random)] = random.pick(Array("0123456789-:TZ.+ é"))
      }
      guard let normalized = Timestamp.normalized(String(text)) else { continue }
      #expect(Ticks.moment(normalized).map { (0...Ticks.lastMoment).contains($0) } == true, "\(normalized)")
    }
  }
}
