import GRDB
import Testing

@testable import GraphStore

/// A table of a few rows has only the indexes without which it could go wrong.
@Suite struct GrowingTableTests {
  private struct Refused: Error {}

  private let tenant: LoggedTenant

  init() throws { tenant = try LoggedTenant() }

  private func indexes() throws -> [String] {
    try tenant.store.direct { db in
      try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'being' ORDER BY name")
    }
  }

  private func fill(_ count: Int) throws {
    try tenant.write { transaction in
      for number in 0..<count { try tenant.insert("person", "p\(number)", transaction) }
    }
  }

  private let all = ["being_boss", "being_id", "being_type"]

  @Test func theOthersComeWithTheSeventeenthRow() throws {
    try fill(TableMaking.fewRows)
    #expect(try indexes() == ["being_id"])
    try tenant.make("person", "last")
    #expect(try indexes() == all)
    let statistics = try tenant.store.direct { db in
      try String.fetchAll(db, sql: "SELECT idx FROM sqlite_stat1 WHERE tbl = 'being' ORDER BY idx")
    }
    #expect(statistics == all)
  }

  @Test func oneTransactionMakesThemTooAndOnlyOnce() throws {
    try fill(TableMaking.fewRows * 3)
    try tenant.make("person", "last")
    #expect(try indexes() == all)
    #expect(try tenant.store.direct { try String.fetchAll($0, sql: "PRAGMA integrity_check") } == ["ok"])
  }

  @Test func whatIsUndoneLeavesNone() throws {
    try fill(TableMaking.fewRows)
    #expect(throws: Refused.self) {
      try tenant.write { transaction in
        try tenant.insert("person", "last", transaction)
        throw Refused()
      }
    }
    #expect(try indexes() == ["being_id"])
    try tenant.make("person", "last")
    #expect(try indexes() == all)
  }

  /// What a query costs is asked for the sake of large tenants.
  @Test func whoExplainsSeesThemAndMakesNone() throws {
    let plan = ReadPlan(
      identifier: 1, sql: "SELECT t.properties FROM being t WHERE t.type = 'test.person'",
      projection: Projection(identifier: 0, extras: [], types: [:], nested: []))
    let expected = [QueryPlanStep(detail: "SEARCH t USING INDEX being_type (type=?)")]
    #expect(try tenant.store.queryPlan(of: plan) == expected)
    #expect(try indexes() == [])
    try tenant.make("person", "a")
    #expect(try tenant.store.queryPlan(of: plan) == expected)
    #expect(try indexes() == ["being_id"])
    try fill(TableMaking.fewRows)
    #expect(try tenant.store.queryPlan(of: plan) == expected)
  }

  /// It was made in the tenant's own database, and undone there.
  @Test func whoExplainsWaitsForNoWrite() throws {
    let plan = ReadPlan(
      identifier: 1, sql: "SELECT t.properties FROM being t WHERE t.key = 1",
      projection: Projection(identifier: 0, extras: [], types: [:], nested: []))
    let steps = try tenant.write { _ in try tenant.store.queryPlan(of: plan) }
    #expect(steps == [QueryPlanStep(detail: "SEARCH t USING INTEGER PRIMARY KEY (rowid=?)")])
  }
}
