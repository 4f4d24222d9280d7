import GRDB
import GRDBSQLite
import GraphStore
import JSON
import Testing

/// What it costs that very many deleted objects are due, each at a time of its own.
@Suite struct ScheduledPurgeTests {
  /// Each is looked at once: ten times as many cost ten times as much.
  @Test func aLeapOfTheClock() throws {
    let costs = try [100, 1_000].map { count in
      let tenant = try Self.tenant(deleted: count)
      let moment = try #require(Moment("2026-06-01T00:00:00Z"))
      try tenant.store.direct { _ = Self.steps($0) }
      try tenant.store.runScheduled(at: moment)
      let left: [Int] = try tenant.column("SELECT count(*) FROM directoryObject WHERE deleted IS NOT NULL")
      #expect(left == [0])
      return try tenant.store.direct { Self.steps($0) }
    }
    #expect(costs[0] > 100)
    #expect(costs[1] <= 11 * costs[0], "\(costs)")
  }

  /// Deleted users, one in each second.
  private static func tenant(deleted count: Int) throws -> RuleTenant {
    let tenant = try RuleTenant()
    let first = try tenant.write(.seed) { transaction in
      try transaction.makeAll()
      return try transaction.make(
        "user", id: "11111111-0000-4000-8000-000000000000",
        ["userPrincipalName": "u0@contoso.example"], deleted: "2026-01-20T10:00:00Z")
    }
    try tenant.store.direct { db in
      let columns = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info('directoryObject')")
      let values = columns.map { column in
        switch column {
        case "key": "1000000 + n.i"
        case "id": "printf('11111111-0000-4000-9000-%012d', n.i)"
        case "deleted": "strftime('%Y-%m-%dT%H:%M:%SZ', unixepoch(t.deleted) + n.i, 'unixepoch')"
        default: "t.\"\(column)\""
        }
      }
      try db.execute(
        sql: """
          INSERT INTO directoryObject (\(columns.map { "\"\($0)\"" }.joined(separator: ", ")))
          WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
          SELECT \(values.joined(separator: ", ")) FROM n, directoryObject t WHERE t.key = ?
          """, arguments: [count - 1, first.key])
    }
    return tenant
  }

  /// Of all statements of the writer since they were asked for last.
  private static func steps(_ db: Database) -> Int {
    var sum = 0
    var statement = sqlite3_next_stmt(db.sqliteConnection, nil)
    while let current = statement {
      sum += Int(sqlite3_stmt_status(current, SQLITE_STMTSTATUS_VM_STEP, 1))
      statement = sqlite3_next_stmt(db.sqliteConnection, current)
    }
    return sum
  }
}
