import GRDBSQLite

/// The prepared statements of one connection, by number.
struct StatementCache {
  private let budget: CacheBudget
  private var statements = RecentValues<Int, PreparedStatement>()
  /// Calls of the budget that were followed.
  private var followed: Int

  init(_ budget: CacheBudget) {
    self.budget = budget
    followed = budget.callCount
  }

  mutating func statement(_ number: Int) -> PreparedStatement? {
    if followed != budget.callCount { giveHalf() }
    return statements.value(number)
  }

  mutating func insert(_ statement: PreparedStatement, for number: Int) {
    let weight = statement.memory
    budget.makeRoom(for: weight)
    if followed != budget.callCount { giveHalf() }
    budget.add(statements.insert(statement, for: number, weight: weight))
  }

  /// Gives away what was not used for longest.
  mutating func giveHalf() {
    followed = budget.callCount
    budget.add(statements.removeOlderHalf())
  }

  mutating func remove(_ number: Int) { budget.add(statements.remove(number)) }

  mutating func removeAll() { budget.add(statements.removeAll()) }
}

extension PreparedStatement {
  /// What SQLite has allocated for it, in bytes.
  var memory: Int { Int(sqlite3_stmt_status(pointer, SQLITE_STMTSTATUS_MEMUSED, 0)) }

  /// Steps of SQLite's machine over all runs; after the greatest number comes the least.
  var steps: Int32 { sqlite3_stmt_status(pointer, SQLITE_STMTSTATUS_VM_STEP, 0) }
}
