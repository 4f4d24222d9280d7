import Dispatch
import Foundation
import GRDB
import GraphContract
import Locks
import Synchronization
import Testing

@testable import GraphStore

/// Statements end when their request has to, and leave nothing behind.
@Suite struct InterruptedStatementTests {
  /// It has no end by itself: a test that passes has seen it ended.
  private static let endless =
    "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"

  /// Says that it must stop when it is asked for the so many-th time, and counts on.
  private final class Countdown: Sendable {
    private let count: Atomic<Int>
    init(_ count: Int) { self.count = Atomic(count) }
    var limit: RequestLimit {
      RequestLimit(timeout: nil, mustStop: { self.count.subtract(1, ordering: .relaxed).newValue <= 0 })
    }
  }

  private static func run(_ sql: String, _ reader: Reader) throws {
    try reader.connection.statement(sql == endless ? -100 : -101, sql).forEachRow([]) { _ in true }
  }

  private func read(
    _ sql: String, _ store: TenantStore, _ limit: RequestLimit, isConsistent: Bool = true
  ) throws {
    try store.read(isConsistent: isConsistent, limit: limit) { reader in try Self.run(sql, reader) }
  }

  // MARK: Reading

  @Test(arguments: [true, false]) func readEndsWithItsTime(isConsistent: Bool) throws {
    let tenant = try LoggedTenant()
    defer { withExtendedLifetime(tenant) {} }
    let store = tenant.store
    #expect(throws: InterruptionFailure.timedOut(after: .milliseconds(50))) {
      try read(Self.endless, store, RequestLimit(timeout: .milliseconds(50)), isConsistent: isConsistent)
    }
    // The connection is as good as before.
    try read("SELECT 1", store, RequestLimit(timeout: .seconds(60)))
  }

  @Test func readEndsWhenNobodyWaitsForIt() throws {
    let tenant = try LoggedTenant()
    defer { withExtendedLifetime(tenant) {} }
    let store = tenant.store
    #expect(throws: InterruptionFailure.serverStops) { try read(Self.endless, store, Countdown(3).limit) }
    #expect(throws: InterruptionFailure.clientLeft) {
      try read(Self.endless, store, RequestLimit(timeout: nil, waited: .seconds(2), hasLeft: { true }))
    }
  }

  @Test func aTrialEndsSoon() throws {
    let tenant = try LoggedTenant()
    defer { withExtendedLifetime(tenant) {} }
    let store = tenant.store
    // What is only tried opens no connection.
    try read("SELECT 1", store, .none)
    #expect(throws: TrialEnd.self) { try read(Self.endless, store, .trial) }
    try read("SELECT 1", store, .trial)
  }

  /// One statement that is run again and again counts as one that is long.
  @Test func manyShortRunsEndToo() throws {
    let tenant = try LoggedTenant()
    defer { withExtendedLifetime(tenant) {} }
    let store = tenant.store
    let runs = Atomic(0)
    #expect(throws: InterruptionFailure.serverStops) {
      try store.read(limit: Countdown(1).limit) { reader in
        while true {
          try Self.run("SELECT 1", reader)
          runs.add(1, ordering: .relaxed)
        }
      }
    }
    #expect((1...1000).contains(runs.load(ordering: .relaxed)))
  }

  @Test func whatEndsAReadCannotBeOverlooked() throws {
    let tenant = try LoggedTenant()
    defer { withExtendedLifetime(tenant) {} }
    let store = tenant.store
    #expect(throws: InterruptionFailure.serverStops) {
      try store.read(limit: Countdown(1).limit) { reader in try? Self.run(Self.endless, reader) }
    }
  }

  // MARK: Writing

  private func people(_ tenant: LoggedTenant) throws -> [String] {
    try tenant.store.direct { try String.fetchAll($0, sql: "SELECT id FROM being ORDER BY key") }
  }

  @Test func writeThatIsEndedLeavesNothing() throws {
    let tenant = try LoggedTenant()
    try tenant.make("person", "a")
    let changes = try tenant.sequences()
    #expect(throws: InterruptionFailure.timedOut(after: .milliseconds(50))) {
      try tenant.write(limit: RequestLimit(timeout: .milliseconds(50))) { transaction in
        try tenant.insert("person", "b", transaction)
        _ = try Int.fetchOne(transaction.db, sql: Self.endless)
      }
    }
    #expect(try people(tenant) == ["a"])
    #expect(try tenant.sequences() == changes)
    try tenant.make("person", "c")
    #expect(try people(tenant) == ["a", "c"])
  }

  /// SQLite has rolled back by itself then, and what followed would have been written outside of any transaction.
  @Test func writeThatGoesOnRegardlessLeavesNothing() throws {
    let tenant = try LoggedTenant()
    #expect(throws: InterruptionFailure.serverStops) {
      try tenant.write(limit: Countdown(1).limit) { transaction in
        try tenant.insert("person", "a", transaction)
        _ = try? transaction.db.execute(sql: "CREATE TABLE t AS \(Self.endless)")
        _ = try? tenant.insert("person", "b", transaction)
      }
    }
    #expect(try people(tenant) == [])
    try tenant.make("person", "c")
    #expect(try people(tenant) == ["c"])
  }

  @Test func nothingIsWrittenOnTrial() throws {
    let tenant = try LoggedTenant()
    #expect(throws: TrialEnd.self) {
      try tenant.write(limit: .trial) { transaction in try tenant.insert("person", "a", transaction) }
    }
    #expect(try people(tenant) == [])
  }

  /// Who waits for the writer is not held up by one that never ends.
  @Test func waitingForTheWriterEnds() throws {
    let tenant = try LoggedTenant()
    let stop = Atomic(false)
    let store = tenant.store
    let others = Lock<[String]>([])
    #expect(throws: InterruptionFailure.serverStops) {
      try store.direct(limit: RequestLimit(timeout: nil, mustStop: { stop.load(ordering: .acquiring) })) {
        db in
        let waiting = DispatchGroup()
        for _ in 1...3 {
          waiting.enter()
          Thread.detachNewThread {
            do {
              try store.direct(limit: RequestLimit(timeout: .milliseconds(50))) { _ in
                others.withLock { $0.append("two at once") }
              }
            } catch { others.withLock { $0.append("\(error)") } }
            waiting.leave()
          }
        }
        waiting.wait()
        stop.store(true, ordering: .releasing)
        try db.execute(sql: "CREATE TABLE t AS \(Self.endless)")
      }
    }
    #expect(others.withLock { $0 } == Array(repeating: "waitedTooLong(0.05 seconds)", count: 3))
  }
}
