import Dispatch
import Foundation
import GraphContract
import Locks
import Synchronization
import Testing

@testable import GraphStore

/// Who may write, and when those who wait stop waiting.
@Suite struct TurnstileTests {
  @Test func lessThanAFreeOneIsNotWaitedFor() throws {
    let turnstile = Turnstile()
    let over = RequestLimit(timeout: .zero, waited: .seconds(1))
    for limit in [RequestLimit.none, .trial, over] {
      for number in 1...3 { #expect(try turnstile.pass(limit) { number } == number) }
    }
  }

  @Test func whatThrowsLeavesItFree() throws {
    struct Mistake: Error, Equatable {}
    let turnstile = Turnstile()
    #expect(throws: Mistake()) { try turnstile.pass(.none) { throw Mistake() } }
    #expect(try turnstile.pass(.none) { 1 } == 1)
  }

  @Test func oneAtATime() throws {
    let turnstile = Turnstile()
    let inside = Atomic(0)
    let passed = Atomic(0)
    onThreads(40) { number in
      let limit = number % 2 == 0 ? RequestLimit.none : RequestLimit(timeout: .seconds(3600))
      #expect(throws: Never.self) {
        try turnstile.pass(limit) {
          #expect(inside.add(1, ordering: .acquiringAndReleasing).newValue == 1)
          passed.add(1, ordering: .relaxed)
          inside.subtract(1, ordering: .acquiringAndReleasing)
        }
      }
    }
    #expect(passed.load(ordering: .relaxed) == 40)
  }

  @Test func firstComeFirstServed() throws {
    let crowd = try Crowd()
    for number in 0..<10 { try crowd.join(RequestLimit(timeout: nil), number) }
    try crowd.open()
    #expect(crowd.passed == Array(0..<10))
    #expect(crowd.failures == [])
  }

  @Test func whoMustStopGivesTheirPlaceUp() throws {
    let stop = Atomic(false)
    let crowd = try Crowd()
    try crowd.join(.none, 0)
    try crowd.join(RequestLimit(timeout: nil, mustStop: { stop.load(ordering: .relaxed) }), 1)
    try crowd.join(RequestLimit(timeout: .milliseconds(10)), 2)
    try crowd.join(.none, 3)
    stop.store(true, ordering: .relaxed)
    crowd.waitForFailures(2)
    try crowd.open()
    #expect(crowd.passed == [0, 3])
    #expect(Set(crowd.failures) == ["serverStops", "waitedTooLong(0.01 seconds)"])
  }

  @Test func aTrialDoesNotWait() throws {
    let crowd = try Crowd()
    #expect(throws: TrialEnd.self) { try crowd.turnstile.pass(.trial) { Issue.record("it came through") } }
    try crowd.open()
  }

  /// Who gives up in the moment when its turn comes must let the next one through.
  @Test func givingUpAndTurnsMeet() throws {
    let turnstile = Turnstile()
    let done = Atomic(0)
    onThreads(60) { number in
      let limit = RequestLimit(timeout: .milliseconds(number % 3 == 0 ? 20 : 100_000))
      do { try turnstile.pass(limit) { _ = usleep(1500) } } catch {
        #expect(error is InterruptionFailure)
      }
      done.add(1, ordering: .relaxed)
    }
    #expect(done.load(ordering: .relaxed) == 60)
    #expect(try turnstile.pass(.none) { 1 } == 1)
  }
}

/// Does something on so many threads at once, and waits for all.
private func onThreads(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
  let threads = DispatchGroup()
  for number in 0..<count {
    threads.enter()
    Thread.detachNewThread {
      work(number)
      threads.leave()
    }
  }
  threads.wait()
}

/// A turnstile that somebody holds, and threads that wait for it in a known order.
///
/// A class because the threads share it.
private final class Crowd: Sendable {
  let turnstile = Turnstile()
  private let gate = DispatchSemaphore(value: 0)
  private let threads = DispatchGroup()
  private let passages = Lock<[Int]>([])
  private let refusals = Lock<[String]>([])

  init() throws {
    let entered = DispatchSemaphore(value: 0)
    run { [self] in
      try turnstile.pass(.none) {
        entered.signal()
        gate.wait()
      }
    }
    entered.wait()
  }

  var passed: [Int] { passages.withLock { $0 } }
  var failures: [String] { refusals.withLock { $0 } }

  /// Returns when the thread waits.
  func join(_ limit: RequestLimit, _ number: Int) throws {
    let before = turnstile.waitingCount
    run { [self] in try turnstile.pass(limit) { passages.withLock { $0.append(number) } } }
    while turnstile.waitingCount == before { usleep(100) }
  }

  func waitForFailures(_ count: Int) { while failures.count < count { usleep(1000) } }

  /// Returns when nobody waits any more.
  func open() throws {
    gate.signal()
    threads.wait()
  }

  private func run(_ work: @escaping @Sendable () throws -> Void) {
    threads.enter()
    Thread.detachNewThread { [self] in
      do { try work() } catch { refusals.withLock { $0.append("\(error)") } }
      threads.leave()
    }
  }
}
