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
  ///
  /// The tenant's own is left alone: it has not all tables and indexes, and nobody who writes to it has to wait.
  /// - Throws: `InterruptionFailure` and `TrialEnd` as the limit says.
  package func queryPlan(of plan: ReadPlan, limit: RequestLimit = .none) throws -> [QueryPlanStep] {
    // To make tables takes long.
    guard !limit.isTrial else { throw TrialEnd() }
    try limit.check()
    let rows = try template.planDatabase(for: plan.sql).inDatabase { db in
      let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + plan.sql)
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
