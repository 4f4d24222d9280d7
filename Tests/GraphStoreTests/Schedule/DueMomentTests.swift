import GRDB
import OData
import Testing

@testable import GraphStore

/// What happens by itself when the clock has passed very many moments at once.
@Suite struct DueMomentTests {
  @Test func eachIsDoneAtItsOwnTimeAndFewTransactionsAreMade() throws {
    let tenant = try Self.tenant(due: 1_000)
    let commits = Commits()
    try tenant.store.direct { $0.add(transactionObserver: commits, extent: .databaseLifetime) }
    try tenant.store.runScheduled(at: Self.moment(2_000))
    #expect(try Self.done(tenant) == (1...1_000).map { [Self.moment($0).ticks, Self.moment($0).ticks] })
    #expect(tenant.store.state.nextScheduled == nil)
    #expect(commits.count == 4)
  }

  @Test func whatIsNotDueWaits() throws {
    let tenant = try Self.tenant(due: 300)
    try tenant.store.runScheduled(at: Self.moment(257))
    #expect(try Self.done(tenant).count == 257)
    #expect(tenant.store.state.nextScheduled == Self.moment(258))
  }

  /// As far as it goes; the next request tries again.
  @Test func oneThatFailsTakesNoneAlong() throws {
    let tenant = try Self.tenant(due: 600, failingAt: 400)
    for _ in 1...2 {
      #expect(throws: Diary.Failure.self) { try tenant.store.runScheduled(at: Self.moment(2_000)) }
      #expect(try Self.done(tenant) == (1..<400).map { [Self.moment($0).ticks, Self.moment($0).ticks] })
      #expect(tenant.store.state.nextScheduled == Self.moment(400))
    }
  }

  /// Nothing waits behind it.
  @Test func whatIsNotDoneAtItsTimeIsDoneAtTheEnd() throws {
    let tenant = try Self.tenant(due: 3, lateAt: 2)
    try tenant.store.runScheduled(at: Self.moment(10))
    let times = [1, 10, 10].map { Self.moment($0).ticks }
    #expect(try Self.done(tenant).map { $0[1] } == times)
  }

  private static func moment(_ second: Int64) -> Moment {
    LoggedTenant.start.adding(atMost: second * Ticks.second)
  }

  /// One with something due in each of the seconds to come.
  private static func tenant(
    due count: Int64, failingAt: Int64? = nil, lateAt: Int64? = nil
  ) throws -> LoggedTenant {
    var rules = RuleBook()
    rules.add([Diary(failing: failingAt.map(moment), late: lateAt.map(moment))])
    let tenant = try LoggedTenant(rules: rules, tables: Diary.tables)
    try tenant.write { transaction in
      for second in 1...count {
        try transaction.db.execute(
          sql: "INSERT INTO due VALUES (?)", arguments: [moment(second).ticks])
      }
    }
    return tenant
  }

  private static func done(_ tenant: LoggedTenant) throws -> [[Int64]] {
    try tenant.store.direct { db in
      try Row.fetchAll(db, sql: "SELECT moment, time FROM done ORDER BY rowid").map { [$0[0], $0[1]] }
    }
  }
}

/// Writes down what was due, and when it was done.
private struct Diary: ScheduledRule {
  struct Failure: Error {}

  static let tables = [
    "CREATE TABLE due (moment INTEGER PRIMARY KEY)",
    "CREATE TABLE done (moment INTEGER NOT NULL, time INTEGER NOT NULL)",
  ]

  let failing: Moment?
  /// Not done before anything else is.
  let late: Moment?

  func nextScheduled(_ db: Database) throws -> Moment? {
    try Int64.fetchOne(db, sql: "SELECT min(moment) FROM due").flatMap { Moment(ticks: $0) }
  }

  func runScheduled(_ transaction: WriteTransaction) throws {
    if transaction.moment == failing { throw Failure() }
    if transaction.moment == late { return }
    let ticks = transaction.moment.ticks
    try transaction.db.execute(
      sql: "INSERT INTO done SELECT moment, ? FROM due WHERE moment <= ? ORDER BY moment",
      arguments: [ticks, ticks])
    try transaction.db.execute(sql: "DELETE FROM due WHERE moment <= ?", arguments: [ticks])
  }
}

/// A class because a database tells an object.
private final class Commits: TransactionObserver {
  private(set) var count = 0

  func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }
  func databaseDidChange(with event: DatabaseEvent) {}
  func databaseDidCommit(_ db: Database) { count += 1 }
  func databaseDidRollback(_ db: Database) {}
}
