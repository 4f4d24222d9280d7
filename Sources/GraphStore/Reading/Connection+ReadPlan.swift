extension Connection {
  func statement(for plan: ReadPlan) throws -> PreparedStatement {
    try statement(plan.identifier, plan.sql, plan.projection)
  }

  func forEachRow(_ plan: ReadPlan, _ values: ReadValues, _ body: (StatementRow) throws -> Bool) throws {
    try statement(for: plan).forEachRow(values.bound(to: plan), body)
  }

  /// - Returns: how many steps of SQLite's machine it took.
  func stepsForEachRow(
    _ plan: ReadPlan, _ values: ReadValues, _ body: (StatementRow) throws -> Bool
  ) throws -> Int {
    let statement = try statement(for: plan)
    let before = statement.steps
    try statement.forEachRow(values.bound(to: plan), body)
    return Int(statement.steps &- before)
  }
}
