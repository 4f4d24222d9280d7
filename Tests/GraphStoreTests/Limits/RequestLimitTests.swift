import GraphContract
import GraphStore
import Synchronization
import Testing

/// When work has to stop, and what for.
@Suite struct RequestLimitTests {
  @Test func noLimitNeverEnds() {
    #expect(RequestLimit.none.interruption == nil)
    #expect(RequestLimit.trial.interruption == nil)
    #expect(!RequestLimit.none.isTrial)
    #expect(RequestLimit.trial.isTrial)
  }

  @Test func withoutATimeoutOnlySomebodyEndsIt() {
    #expect(RequestLimit(timeout: nil, waited: .seconds(1_000_000)).interruption == nil)
    #expect(RequestLimit(timeout: nil, mustStop: { true }).interruption == .serverStops)
    #expect(RequestLimit(timeout: nil, waited: .seconds(2), hasLeft: { true }).interruption == .clientLeft)
  }

  @Test func waitingCounts() {
    #expect(RequestLimit(timeout: .seconds(30), waited: .seconds(29)).interruption == nil)
    #expect(
      RequestLimit(timeout: .seconds(30), waited: .seconds(31)).interruption
        == .timedOut(after: .seconds(30)))
  }

  @Test func workThatHasNotBegunHasWaited() {
    let failures: [(RequestLimit, InterruptionFailure?)] = [
      (RequestLimit(timeout: .seconds(30), waited: .seconds(31)), .waitedTooLong(.seconds(30))),
      (RequestLimit(timeout: .seconds(30), mustStop: { true }), .serverStops),
      (RequestLimit(timeout: .seconds(30), waited: .seconds(2), hasLeft: { true }), .clientLeft),
      (RequestLimit(timeout: .seconds(30)), nil), (.none, nil), (.trial, nil),
    ]
    for (limit, failure) in failures {
      var thrown: InterruptionFailure?
      do { try limit.checkWhileWaiting() } catch { thrown = error }
      #expect(thrown == failure)
    }
  }

  /// Else a lot that is due at once would be begun by each request and done by none.
  @Test func sharedWorkEndsWithTheServerOnly() {
    let over = RequestLimit(timeout: .zero, waited: .seconds(5), hasLeft: { true }).ofSharedWork
    #expect(over.interruption == nil)
    #expect(throws: InterruptionFailure.waitedTooLong(.zero)) { try over.checkWhileWaiting() }
    #expect(RequestLimit(timeout: nil, mustStop: { true }).ofSharedWork.interruption == .serverStops)
    #expect(RequestLimit.trial.ofSharedWork.isTrial)
    #expect(RequestLimit.none.ofSharedWork.interruption == nil)
  }

  /// Most requests are done before anybody looks whether their client is still there.
  @Test func clientIsNotLookedForInTheFirstSecond() {
    let looks = Atomic(0)
    let limit = RequestLimit(
      timeout: .seconds(3600),
      hasLeft: {
        looks.add(1, ordering: .relaxed)
        return true
      })
    for _ in 1...100 { #expect(limit.interruption == nil) }
    #expect(looks.load(ordering: .relaxed) == 0)
  }

  @Test func clientIsLookedForNowAndThen() {
    let looks = Atomic(0)
    let limit = RequestLimit(
      timeout: .seconds(3600), waited: .seconds(5),
      hasLeft: {
        looks.add(1, ordering: .relaxed)
        return false
      })
    let asked = ContinuousClock().measure { for _ in 1...1000 { _ = limit.interruption } }
    let most = 1 + Int(asked / .milliseconds(100)) + 1
    #expect((1...most).contains(looks.load(ordering: .relaxed)))
  }
}
