import TestSupport
import Testing

/// Random requests against a plain model of section 1.3, which looks at everybody every time.
@Suite struct SettleModelTests {
  /// Some long stories.
  @Test(arguments: RandomTest.seeds(1, 2, 3, 4))
  func randomRequestsAgreeWithTheModel(seed: UInt64) throws {
    var world = try RandomLicenses(RandomTest.numbers(seed: seed), pools: 3, groups: 3, people: 10)
    var effects = 0
    for step in 0..<150 {
      let change = try world.change()
      if change != "nothing" { effects += 1 }
      #expect(try world.tenant.violations() == [], "step \(step): \(change)")
      try #require(try world.tenant.places() == world.model.places, "step \(step): \(change)")
    }
    #expect(effects > 75, "hardly anything changed")
  }

  static let seeds = RandomTest.seeds(11, 12, 13, 14)
  static let sequences = 5_000 / seeds.count

  /// Five thousand short ones, each from a beginning of its own: everybody's place is looked at after every request.
  @Test(arguments: seeds) func sequencesAgreeWithTheModel(seed: UInt64) throws {
    var world = try RandomLicenses(RandomTest.numbers(seed: seed), pools: 1, groups: 2, people: 5)
    var (ended, effects) = (0, 0)
    for sequence in 0..<Self.sequences {
      try world.begin()
      var story = ["begin"]
      try #require(try world.tenant.places() == world.model.places, "sequence \(sequence)")
      for _ in 0..<3 {
        story.append(try world.change())
        try #require(try world.tenant.places() == world.model.places, "sequence \(sequence): \(story)")
      }
      effects += story.count { $0 != "nothing" }
      ended += 1
    }
    #expect(try world.tenant.violations() == [])
    #expect(ended == Self.sequences)
    #expect(effects > ended * 2, "hardly anything changed")
    #expect(world.promotions > ended / 5, "hardly anybody had waited")
  }
}
