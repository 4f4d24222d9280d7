import Foundation
import Testing

/// Every kind of read with its whole plan: statements, constants, context and pages. The tables are in `Tables`.
@Suite("Tables of plans") struct PlanTableTests {
  @Test(arguments: PlanTable("paths").rows) func paths(_ row: PlanTable.Row) {
    #expect(PlanText.path(row.planned) == row.plan)
  }

  @Test(
    arguments: ["objects", "properties", "lists", "filters", "expansions", "applied", "changes", "refusals"]
      .flatMap { PlanTable($0).rows })
  func reads(_ row: PlanTable.Row) {
    #expect(PlanText.of(row.planned) == row.plan)
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["RECORD_PLANS"] != nil)) func record() throws {
    try PlanTable("paths").record { PlanText.path($0.planned) }
    for name in [
      "objects", "properties", "lists", "filters", "expansions", "applied", "changes", "refusals",
    ] {
      try PlanTable(name).record { PlanText.of($0.planned) }
    }
  }
}
