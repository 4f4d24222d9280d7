extension Connection {
  func statement(for plan: ReadPlan) throws -> PreparedStatement {
    try statement(plan.identifier, plan.sql, plan.projection)
  }

  func forEachRow(_ plan: ReadPlan, _ values: ReadValues, _ body: (StatementRow) throws -> Bool) throws {
    try statement(for: plan).forEachRow(values.bound(to: plan), body)
  }
}
