import GraphContract
import GraphStore
import Testing

@testable import Tenants

/// Whose requests count together, and when there is room again.
@Suite struct RequestBucketsTests {
  private let buckets = RequestBuckets()
  private static let start = Moment(unixSeconds: 1_767_600_000)

  /// Half a second for each unit.
  private static let own = RateLimit("own", .application, .requests, 10, seconds: 5)
  private static let common = RateLimit("common", .tenant, .requests, 15, seconds: 5)

  /// - Parameter ticks: after the start.
  private func draw(
    _ limits: [RateLimit] = [own], _ units: Int = 1, of application: String? = "a", at ticks: Int64 = 0
  ) -> String {
    let draws = limits.map {
      RequestBuckets.Draw($0, units, of: $0.amount(in: .small), application: application)
    }
    switch buckets.draw(draws, at: Self.start.adding(atMost: ticks)) {
    case .fits(let tenths): return "fits \(tenths)"
    case .exceeds(let draw, let tenths, let seconds): return "\(draw.limit.name) \(tenths) \(seconds)"
    }
  }

  private static let second: Int64 = 10_000_000

  @Test func asMuchAsThereIsRoomFor() {
    #expect((1...10).map { _ in draw() } == (1...10).map { "fits \($0)" })
    #expect(draw() == "own 11 1")
    #expect(draw([Self.own], 4) == "own 14 2")
    #expect(draw([Self.own], 10) == "own 20 5")
  }

  @Test func timeMakesRoom() {
    #expect(draw([Self.own], 10) == "fits 10")
    #expect(draw(at: Self.second / 2 - 1) == "own 10 1")
    #expect(draw(at: Self.second / 2) == "fits 10")
    #expect(draw([Self.own], 2, at: Self.second) == "own 11 1")
    #expect(draw([Self.own], 10, at: Self.second * 6) == "fits 10")
    #expect(draw([Self.own], 10, at: .max) == "fits 10")
  }

  @Test func aClockThatIsSetBackMakesNone() {
    #expect(draw([Self.own], 10, at: Self.second * 60) == "fits 10")
    #expect(draw(at: 0) == "own 11 1")
    #expect(draw(at: Self.second) == "fits 9")
  }

  @Test func eachApplicationHasItsShare() {
    #expect(draw([Self.own], 10) == "fits 10")
    #expect(draw(of: "a") == "own 11 1")
    #expect(draw(of: "b") == "fits 1")
    #expect(draw(of: nil) == "fits 1")
    #expect(buckets.count == 3)
  }

  @Test func allShareWhatIsTheTenants() {
    let both = [Self.own, Self.common]
    #expect(draw(both, 9, of: "a") == "fits 9")
    #expect(draw(both, 6, of: "b") == "fits 10")
    #expect(draw(both, of: "b") == "common 10 1")
    #expect(draw([Self.own], 4, of: "b") == "fits 10")
    // Of two limits the one that takes longer.
    #expect(draw(both, 6, of: "a") == "own 15 3")
  }

  @Test func whatIsRefusedTakesNothing() {
    #expect(draw([Self.common], 12) == "fits 8")
    #expect(draw([Self.own, Self.common], 4) == "common 10 1")
    #expect(draw([Self.own], 1) == "fits 1")
  }

  @Test func clearingEmptiesAll() {
    #expect(draw([Self.own], 10) == "fits 10")
    buckets.clear()
    #expect(draw() == "fits 1")
  }

  @Test func namesCostNothing() {
    for number in 0...RequestBuckets.countLimit { _ = draw(of: "\(number)") }
    #expect(buckets.count == RequestBuckets.countLimit + 1)
    #expect(draw(at: Self.second) == "fits 1")
    #expect(buckets.count == 1)
  }

  @Test func thoseThatHaveRunEmptyAreForgottenFirst() {
    for number in 0...RequestBuckets.countLimit {
      _ = draw(of: "\(number)", at: number == 0 ? Self.second * 10 : 0)
    }
    #expect(draw(of: "new", at: Self.second * 10) == "fits 1")
    #expect(buckets.count == 2)
    #expect(draw(of: "0", at: Self.second * 10) == "fits 2")
  }
}
