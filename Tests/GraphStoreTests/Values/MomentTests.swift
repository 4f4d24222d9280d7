import GraphStore
import OData
import TestSupport
import Testing

/// Moments are those of the years 0001 to 9999, whatever is added to them.
@Suite struct MomentTests {
  @Test(arguments: RandomTest.seeds(1, 2)) func thereAreNoOthers(seed: UInt64) throws {
    var random = RandomTest.numbers(seed: seed)
    for ticks in NumberEnds.integers + (0..<20_000).map({ _ in random.integer() }) {
      let moment = Moment(ticks: ticks)
      #expect((moment == nil) == (ticks < 0 || ticks > Ticks.lastMoment))
      guard let moment else { continue }
      #expect(Moment(moment.precise) == moment)
      #expect(Moment(moment.seconds)?.ticks == ticks - ticks % Ticks.second)
    }
    #expect(Moment.first.precise == "0001-01-01T00:00:00.0000000Z")
    #expect(Moment.last.precise == "9999-12-31T23:59:59.9999999Z")
  }

  @Test(arguments: RandomTest.seeds(1, 2)) func sums(seed: UInt64) throws {
    var random = RandomTest.numbers(seed: seed)
    for _ in 0..<20_000 {
      let start = try #require(Moment(ticks: Int64.random(in: 0...Ticks.lastMoment, using: &random)))
      let ticks = random.oneIn(4) ? random.pick(NumberEnds.integers) : random.integer()
      let sum = Int128(start.ticks) + Int128(ticks)
      let isThere = (0...Int128(Ticks.lastMoment)).contains(sum)
      #expect(start.adding(ticks: ticks)?.ticks == (isThere ? Int64(sum) : nil))
      #expect(start.adding(atMost: ticks).ticks == (isThere ? Int64(sum) : ticks < 0 ? 0 : Ticks.lastMoment))
    }
  }

  @Test func days() {
    for count in NumberEnds.integers {
      let ticks = Int128(count) * Int128(Ticks.day)
      let expected = Int64(exactly: ticks) ?? (count < 0 ? .min : .max)
      #expect(Ticks.days(atMost: Int(count)) == expected)
    }
  }

  @Test(arguments: [
    ("2000-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
    ("2200-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z"),
  ])
  func whatCanAlwaysBeAdded(start: String, end: String) throws {
    let most = try #require(Moment(end)).ticks - #require(Moment(start)).ticks
    #expect(Moment.canAdd(ticks: most))
    #expect(!Moment.canAdd(ticks: most + most.signum()))
    #expect(!Moment.canAdd(ticks: most < 0 ? .min : .max))
  }

  @Test(arguments: [
    (0, 0, "1970-01-01T00:00:00.0000000Z"), (1_769_847_330, 123_456_789, "2026-01-31T08:15:30.1234567Z"),
    (-1, 999_999_999, "1969-12-31T23:59:59.9999999Z"), (Int64.max, 0, "9999-12-31T23:59:59.9999999Z"),
    (Int64.min, 0, "0001-01-01T00:00:00.0000000Z"), (253_402_300_800, 0, "9999-12-31T23:59:59.9999999Z"),
    (922_337_203_685, .max, "9999-12-31T23:59:59.9999999Z"),
  ])
  func clocksOfMachines(seconds: Int64, nanoseconds: Int64, text: String) {
    #expect(Moment(unixSeconds: seconds, nanoseconds: nanoseconds).precise == text)
  }
}
