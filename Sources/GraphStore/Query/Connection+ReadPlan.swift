extension Connection {
  func statement(for plan: ReadPlan) throws -> PreparedStatement {
    try statement(plan.identifier, plan.sql, plan.projection)
  }
}
