extension Connection {
  func statement(for plan: ReadPlan) throws -> PreparedStatement {
    try statement(plan.identifier, plan.sql, plan.projection)
  }

  func forEachRow(_ plan: ReadPlan, _ values: ReadValues, _ body: (StatementRow) throws -> Bool) throws {
    try retrying(plan.identifier) { try statement(for: plan).forEachRow(values.bound(to: plan), body) }
  }

  /// - Returns: how many steps of SQLite's machine it took.
  func stepsForEachRow(
    _ plan: ReadPlan, _ values: ReadValues, _ body: (StatementRow) throws -> Bool
  ) throws -> Int {
    var steps = 0
    try retrying(plan.identifier) {
      let statement = try statement(for: plan)
      let before = statement.steps
      try statement.forEachRow(values.bound(to: plan), body)
      steps = Int(statement.steps &- before)
    }
    return steps
  }
}
