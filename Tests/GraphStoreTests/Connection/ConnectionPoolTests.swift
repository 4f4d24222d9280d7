import Synchronization
import Testing

@testable import GraphStore

/// How many read connections wait, and for how long.
@Suite struct ConnectionPoolTests {
  /// A clock that the test sets, and how many connections were opened.
  private final class Counter: Sendable {
    let seconds = Atomic<Int>(0)
    let opened = Atomic<Int>(0)
  }

  private let file: TemporaryDatabase
  private let counter = Counter()
  private let pool: ConnectionPool

  init() throws {
    file = try TemporaryDatabase()
    pool = ConnectionPool { [counter] in
      .seconds(counter.seconds.load(ordering: .relaxed))
    } open: { [counter, file] in
      _ = counter.opened.add(1, ordering: .relaxed)
      return try file.connection()
    }
  }

  private var opened: Int { counter.opened.load(ordering: .relaxed) }

  private func set(seconds: Int) { counter.seconds.store(seconds, ordering: .relaxed) }

  /// As many at a time as there are levels.
  private func use(_ levels: Int) throws {
    guard levels > 0 else { return }
    try pool.use { _ in try use(levels - 1) }
  }

  @Test func whatWaitsIsUsedAgain() throws {
    for _ in 0..<5 { try use(1) }
    #expect(opened == 1)
    try use(3)
    #expect(opened == 3)
    #expect(pool.idleCount == 3)
  }

  @Test func noMoreWaitThanTheLimit() throws {
    try use(ConnectionPool.idleLimit + 5)
    #expect(opened == ConnectionPool.idleLimit + 5)
    #expect(pool.idleCount == ConnectionPool.idleLimit)
  }

  @Test func whatWaitsTooLongIsClosed() throws {
    try use(3)
    set(seconds: 40)
    try use(1)
    pool.closeIdle()
    #expect(pool.idleCount == 3)
    set(seconds: 60)
    pool.closeIdle()
    // The one that was used last is used first.
    #expect(pool.idleCount == 1)
    set(seconds: 100)
    pool.closeIdle()
    #expect(pool.idleCount == 0)
    try use(1)
    #expect(opened == 4)
  }

  @Test func whatIsInUseWasUsedLast() throws {
    set(seconds: 7)
    try pool.use { _ in
      #expect(pool.lastUse == .seconds(7))
      set(seconds: 9)
    }
    #expect(pool.lastUse == .seconds(9))
  }

  @Test func whatIsOnlyTriedOpensNone() throws {
    #expect(throws: TrialEnd.self) { try pool.use(.trial) { _ in } }
    #expect(pool.count == 0)
    try use(1)
    _ = try pool.use(.trial) { _ in
      #expect(throws: TrialEnd.self) { try pool.use(.trial) { _ in } }
    }
    #expect(opened == 1)
    #expect(pool.count == 1)
  }

  @Test func aReadThatFailsGivesItsConnectionBack() throws {
    struct Failure: Error {}
    #expect(throws: Failure.self) { try pool.use { _ in throw Failure() } }
    #expect(pool.idleCount == 1)
  }
}
