import GRDB

/// A step of the way in which SQLite answers a statement, with those inside it.
package struct QueryPlanStep: Sendable, Equatable {
  /// In SQLite's words: `SEARCH t USING INDEX directoryObject_id (id=?)`.
  package let detail: String
  package let steps: [QueryPlanStep]

  package init(detail: String, steps: [QueryPlanStep] = []) {
    self.detail = detail
    self.steps = steps
  }
}

extension TenantStore {
  /// What `EXPLAIN QUERY PLAN` says about a plan's statement, for a database with many rows in each table that it reads.
  package func queryPlan(of plan: ReadPlan, limit: RequestLimit = .none) throws -> [QueryPlanStep] {
    let rows = try direct(limit: limit) { db in try withTables(of: plan.sql, db) { try planRows(plan, db) } }
    return PlanRow.tree(rows, below: 0)
  }

  private func planRows(_ plan: ReadPlan, _ db: Database) throws -> [PlanRow] {
    let statement = try schema.late.preparing(plan.sql) {
      try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + $0)
    }.statement
    // The engine prepares its statements before it binds their values, so that none are needed here.
    statement.setUncheckedArguments([])
    return try Row.fetchAll(statement).map { PlanRow(id: $0[0], parent: $0[1], detail: $0[3]) }
  }

  /// Makes what the tables that SQL reads have not yet, and undoes it.
  private func withTables<Result>(
    of sql: SQLText, _ db: Database, _ body: () throws -> Result
  ) throws -> Result {
    let there = try state.tables.names(db)
    let names = template.making.tables(in: sql)
    let tables = schema.tables.filter { names.contains($0.name) }
    guard !names.union(tables.compactMap(\.laterIndex)).isSubset(of: there) else { return try body() }
    defer { state.tables.forget() }
    var result: Result?
    try db.inTransaction(.immediate) {
      try make(names.subtracting(there), besides: there, db)
      for sql in tables.flatMap(template.making.growthSQL) { try db.execute(sql: sql) }
      result = try body()
      return .rollback
    }
    guard let result else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
    return result
  }

  private func make(_ names: Set<String>, besides there: Set<String>, _ db: Database) throws {
    let made = names.sorted().reduce(into: [String]()) { made, name in
      made += template.making.tables(for: name, besides: there.union(made))
    }
    for sql in template.making.creationSQL(of: made, besides: there) { try db.execute(sql: sql) }
  }
}

private struct PlanRow: Sendable {
  let id: Int
  let parent: Int
  let detail: String

  static func tree(_ rows: [PlanRow], below parent: Int) -> [QueryPlanStep] {
    rows.filter { $0.parent == parent }.map { row in
      QueryPlanStep(detail: row.detail, steps: tree(rows, below: row.id))
    }
  }
}
