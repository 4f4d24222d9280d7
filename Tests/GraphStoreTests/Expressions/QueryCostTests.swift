import GRDB
import GRDBSQLite
import OData
import Testing

@testable import GraphStore

/// What queries cost over many rows, in steps of SQLite's machine.
@Suite struct QueryCostTests {
  private static let count = 2000
  private let rows: StaffRows

  init() throws {
    rows = try StaffRows(content: [
      """
      INSERT INTO being (key, id, type, properties)
      WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < \(Self.count))
      SELECT x, 'p' || x, 'test.person', json_object('displayName', 'Person ' || x, 'description', 'number ' || x)
      FROM n
      """
    ])
  }

  /// Each row is gone through once, whatever the number of terms.
  @Test(arguments: [SearchForm.clauses, .text]) func searchCostsTheSameForManyTerms(form: SearchForm) throws {
    let one = try steps(searching: Self.terms(1, form), as: form)
    let many = try steps(searching: Self.terms(300, form), as: form)
    #expect(many.found == 300)
    #expect(one.found == 1)
    // What is left is what the rows that were found cost.
    #expect(many.steps - one.steps < 300 * 20, "\(one) \(many)")
    #expect(one.steps < Self.count * 20)
  }

  private static func terms(_ count: Int, _ form: SearchForm) -> String {
    let clause = form == .clauses ? "displayName:" : "Person "
    // As words and as texts, `1001` and what follows are no part of each other.
    return (1001...1000 + count).map { "\"\(clause)\($0)\"" }.joined(separator: " OR ")
  }

  private func steps(searching text: String, as form: SearchForm) throws -> (found: Int, steps: Int) {
    let search = try rows.search(text, as: form)
    return try rows.steps(search.sql, search.values)
  }
}

extension StaffRows {
  /// How many rows a statement gives, and how many steps it takes.
  func steps(_ sql: String, _ values: [SQLValue]) throws -> (found: Int, steps: Int) {
    try queue.inDatabase { db in
      let handle = try #require(db.sqliteConnection)
      let statement = try PreparedStatement(sql: sql, on: handle)
      var found = 0
      try statement.forEachRow(ReadValues(limit: 100_000, cursor: []).bound(with: values)) { _ in
        found += 1
        return true
      }
      return (found, Int(sqlite3_stmt_status(statement.pointer, SQLITE_STMTSTATUS_VM_STEP, 0)))
    }
  }
}
