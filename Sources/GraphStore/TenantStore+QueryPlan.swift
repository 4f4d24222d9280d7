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
  /// What `EXPLAIN QUERY PLAN` says about a plan's statement, for this database's tables and statistics.
  package func queryPlan(of plan: ReadPlan, limit: RequestLimit = .none) throws -> [QueryPlanStep] {
    let rows = try direct(limit: limit) { db in
      let statement = try schema.late.preparing(plan.sql) {
        try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + $0)
      }.statement
      // The engine prepares its statements before it binds their values, so that none are needed here.
      statement.setUncheckedArguments([])
      return try Row.fetchAll(statement).map { PlanRow(id: $0[0], parent: $0[1], detail: $0[3]) }
    }
    return PlanRow.tree(rows, below: 0)
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
