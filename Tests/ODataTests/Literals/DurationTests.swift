import OData
import TestSupport
import Testing

/// Durations of every length and every spelling.
@Suite struct DurationTests {
  @Test(arguments: [
    ("P1D", 864_000_000_000), ("PT0S", 0), ("-PT1M", -600_000_000), ("+PT1H", 36_000_000_000),
    ("P1W", 6_048_000_000_000), ("P1DT2H3M4.5S", 937_845_000_000), ("PT0.00000005S", 1), ("PT0.00000004S", 0),
    ("PT0.99999995S", 10_000_000), ("P0000000000000000000000000001D", 864_000_000_000),
    ("P10675199DT2H48M5.4775807S", Int64.max), ("-P10675199DT2H48M5.4775808S", Int64.min),
    ("PT922337203685.4775807S", Int64.max),
  ])
  func lengths(text: String, ticks: Int64) { #expect(ISODuration.ticks(text) == ticks) }

  @Test(arguments: [
    "", "P", "PT", "P1", "1D", "P1DT", "P1Y", "P1M", "PT1D", "PT1S1M", "P1.5D", "PT1.S", "PT.5S", "--P1D",
    "P-1D",
    "P1D ", "p1d", "P1DT1H1H", "P10675199DT2H48M5.4775808S", "-P10675199DT2H48M5.4775809S", "P10675200D",
    "P99999999999999999999D", "PT922337203685.47758075S", "P\(String(repeating: "9", count: 400))W",
  ])
  func none(text: String) { #expect(ISODuration.ticks(text) == nil) }

  @Test("the text of every number of ticks is that number", arguments: RandomTest.seeds(1, 2))
  func roundTrip(seed: UInt64) {
    var random = RandomTest.numbers(seed: seed)
    for ticks in NumberEnds.integers + (0..<20_000).map({ _ in random.integer() }) {
      let text = Ticks.durationText(ticks)
      #expect(ISODuration.ticks(text) == ticks, "\(text)")
    }
  }

  @Test("every spelling is the sum of its parts, or none", arguments: RandomTest.seeds(1, 2))
  func spellings(seed: UInt64) {
    var random = RandomTest.numbers(seed: seed)
    var kinds = [true: 0, false: 0]
    for _ in 0..<20_000 {
      let spelling = Spelling(&random)
      let expected = Int64(exactly: spelling.ticks)
      #expect(ISODuration.ticks(spelling.text) == expected, "\(spelling.text)")
      kinds[expected != nil, default: 0] += 1
    }
    #expect(kinds.values.allSatisfy { $0 > 1_000 })
  }

  @Test("no text is too odd", arguments: RandomTest.seeds(1))
  func oddTexts(seed: UInt64) {
    var random = RandomTest.numbers(seed: seed)
    for _ in 0..<20_000 {
      let text = String(
        (0..<Int.random(in: 0...12, using: &random)).map { _ in random.pick(Array("P-+TWDHMS.019 é")) })
      guard let ticks = ISODuration.ticks(text) else { continue }
      #expect(ISODuration.ticks(Ticks.durationText(ticks)) == ticks, "\(text)")
    }
  }
}

/// A duration that was made up, and what its parts come to.
private struct Spelling {
  private typealias Part = (unit: String, seconds: Int128)

  private(set) var text: String
  private(set) var ticks: Int128 = 0

  init(_ random: inout RepeatableNumbers) {
    let sign = random.pick(["", "", "-", "+"])
    text = sign + "P"
    if random.oneIn(2) { add(random.pick([("W", 604_800), ("D", 86_400)] as [Part]), &random) }
    let parts = ([("H", 3600), ("M", 60), ("S", 1)] as [Part]).filter { _ in random.oneIn(2) }
    if !parts.isEmpty || text.hasSuffix("P") {
      text += "T"
      for part in parts.isEmpty ? [("S", 1) as Part] : parts { add(part, &random) }
    }
    if sign == "-" { ticks = -ticks }
  }

  private mutating func add(_ part: Part, _ random: inout RepeatableNumbers) {
    let count = random.digits(1...random.pick([2, 7, 12, 20]))
    ticks += (Int128(count) ?? 0) * part.seconds * 10_000_000
    text += count
    if part.unit == "S", random.oneIn(2) {
      let fraction = random.digits(1...12)
      ticks += ((Int128((fraction + "00000000").prefix(8)) ?? 0) + 5) / 10
      text += "." + fraction
    }
    text += part.unit
  }
}
