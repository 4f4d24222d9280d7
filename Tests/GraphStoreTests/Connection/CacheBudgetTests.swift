import Synchronization
import Testing

@testable import GraphStore

/// What plans and statements may take together.
@Suite struct CacheBudgetTests {
  /// Keeps something that it is asked to give away.
  private final class Holder: Sendable {
    let weight: Atomic<Int>

    init(_ weight: Int, _ budget: CacheBudget) {
      self.weight = Atomic(weight)
      budget.add(weight)
    }

    func giveHalf(_ budget: CacheBudget) {
      let half = weight.load(ordering: .relaxed) / 2
      _ = weight.subtract(half, ordering: .relaxed)
      budget.add(-half)
    }
  }

  @Test func everybodyGivesHalf() {
    let budget = CacheBudget(limit: 1000)
    let (one, other) = (Holder(600, budget), Holder(300, budget))
    _ = budget.join { one.giveHalf(budget) }
    let place = budget.join { other.giveHalf(budget) }
    budget.makeRoom(for: 100)
    #expect(budget.used == 900)
    #expect(budget.callCount == 0)
    budget.makeRoom(for: 101)
    #expect(budget.used == 450)
    #expect(budget.callCount == 1)
    budget.leave(place)
    budget.makeRoom(for: 600)
    #expect(one.weight.load(ordering: .relaxed) == 150)
    #expect(other.weight.load(ordering: .relaxed) == 150)
  }

  /// What a statement weighs is what SQLite says, and all that a connection keeps is counted.
  @Test func statementsCountWhatSQLiteTakes() throws {
    let file = try TemporaryDatabase()
    let budget = CacheBudget()
    let connection = try file.connection(budget)
    let short = try connection.statement(1, "SELECT 1")
    let long = try connection.statement(2, "SELECT " + (0..<500).map { "?1 + \($0)" }.joined(separator: ", "))
    #expect(short.memory > 500)
    #expect(long.memory > 20_000)
    #expect(budget.used == short.memory + long.memory)
    connection.close()
    #expect(budget.used == 0)
  }

  /// Ever new statements on several connections.
  @Test func allConnectionsStayBelowTheLimit() throws {
    let file = try TemporaryDatabase()
    let budget = CacheBudget(limit: 200_000)
    let pool = ConnectionPool(clock: { .zero }) { try file.connection(budget) }
    let place = budget.join { pool.giveHalf() }
    defer { budget.leave(place) }
    var most = 0
    for number in 0..<2_000 {
      try pool.use { one in
        _ = try one.statement(number, "SELECT \(number), ?1")
        try pool.use { other in _ = try other.statement(number, "SELECT \(number), ?2") }
      }
      most = max(most, budget.used)
    }
    #expect(most <= budget.limit)
    #expect(most > budget.limit / 2)
    #expect(budget.callCount > 5)
    pool.end()
    #expect(budget.used == 0)
  }

  /// A connection that is used while others need room gives its part when it is used next.
  @Test func busyConnectionsFollow() throws {
    let file = try TemporaryDatabase()
    let budget = CacheBudget(limit: 20_000)
    let (busy, hungry) = (try file.connection(budget), try file.connection(budget))
    let first = try busy.statement(0, "SELECT 0")
    for number in 1..<10 { _ = try busy.statement(number, "SELECT \(number)") }
    for number in 0..<40 { _ = try hungry.statement(number, "SELECT \(number)") }
    let before = budget.used
    _ = try busy.statement(0, "SELECT 0")
    #expect(budget.used < before)
    // Who holds a statement can go on with it.
    var rows = 0
    try first.forEachRow([]) { _ in
      rows += 1
      return true
    }
    #expect(rows == 1)
  }
}
