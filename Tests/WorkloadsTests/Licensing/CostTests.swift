import GRDB
@testable import GraphStore
@testable import Workloads
import JSON
import TenantSupport
import Testing

/// A change costs in proportion to what it changes, never to the size of the pool or the queue.
@Suite struct CostTests {
  /// Instructions of SQLite's virtual machine for one change, in a pool with so many holders and waiting members.
  @Test(arguments: Change.allCases)
  func sizeOfThePoolDoesNotMatter(change: Change) throws {
    let (small, large) = (try steps(change, size: 8), try steps(change, size: 1_000))
    #expect(large < small + small / 4, "\(small) instructions for 8, \(large) for 1000")
  }

  enum Change: CaseIterable { case leave, join, assign, unassign, delete, resize }

  private func steps(_ change: Change, size: Int) throws -> Int {
    let tenant = try LicensingTenant()
    let people = try tenant.write(.seed) { transaction in
      try (0..<size).map { number in
        try transaction.insert(
          tenant.new("microsoft.graph.user", ["displayName": .string("u\(number)")])
        ).key
      }
    }
    let group = try tenant.group("g", members: people)
    let pool = try tenant.allotment("x", units: size / 2)
    try tenant.assign(pool, to: group)
    let outsider = try tenant.user("a")
    let direct = try tenant.assign(pool, to: try tenant.user("b"))
    return try SQLiteInstructions.count(tenant.store) {
      switch change {
      case .leave: try tenant.leave(group, people[0])
      case .join: try tenant.join(group, outsider)
      case .assign: try tenant.assign(pool, to: outsider)
      case .unassign: try tenant.delete(direct)
      case .delete: try tenant.delete(people[0])
      case .resize: try tenant.resize(pool, to: size / 2 + 1)
      }
    }
  }

  /// Reads that stand behind one user, group or usage right, and what settling asks.
  private static let queries = [
    "SELECT * FROM usageRight t WHERE t.owner = ? ORDER BY t.position",
    "SELECT * FROM usageRight t WHERE t.owner = ? AND t.id = ?",
    "SELECT * FROM usageRight t WHERE t.key = ?",
    "SELECT * FROM licenseDetails t WHERE t.owner = ? ORDER BY t.position",
    "SELECT * FROM usageRight_allotments l CROSS JOIN allotment t ON t.key = l.target WHERE l.source = ?",
    "SELECT * FROM usageRight_assignments l CROSS JOIN assignment t ON t.key = l.target WHERE l.source = ?",
    "SELECT * FROM assignmentError_usageRight l CROSS JOIN usageRight t ON t.key = l.target WHERE l.source = ?",
    "SELECT * FROM group_membersWithLicenseErrors l CROSS JOIN directoryObject t ON t.key = l.target WHERE l.source = ?",
    "SELECT * FROM waitingMember t WHERE t.allotment = ? ORDER BY t.key LIMIT 100",
    "SELECT 1 FROM licensePath WHERE principal = ? AND sku = ?",
    "SELECT DISTINCT planId, sku FROM licensePlan WHERE principal = ? AND state < 2",
    Pool.headSQL, Pool.grantSQL, WriteTransaction.firstPathSQL,
    "DELETE FROM holder WHERE allotment = ? AND principal = ?",
  ]

  private static let expressions = [
    "user.assignedLicenses", "user.assignedPlans", "user.provisionedPlans", "user.licenseAssignmentStates",
    "group.assignedLicenses", "group.licenseProcessingState", "group.hasMembersWithLicenseErrors",
  ]

  private func sql(of query: String) -> String {
    Workload.licensing(products: ProductCatalog([])).derived[query].map {
      "SELECT \($0("t")) FROM directoryObject t WHERE t.key = ?"
    } ?? query
  }

  /// How a tenant that has all tables answers it.
  private func plan(of query: String) throws -> [String] {
    let tenant = try LicensingTenant()
    try tenant.write { try $0.makeAll() }
    let sql = sql(of: query)
    return try tenant.store.direct { db in
      try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments(sql))
        .map { $0["detail"] as String }
    }
  }

  /// A new tenant has none of these tables, and `planStatus` is read by a view of a view: whoever explains is told what
  /// large tenants do all the same.
  @Test(arguments: queries + expressions)
  func explainingANewTenantSaysTheSame(query: String) throws {
    let plan = ReadPlan(
      identifier: 1, sql: sql(of: query),
      projection: Projection(identifier: 0, extras: [], types: [:], nested: []))
    let steps = try LicensingTenant().store.queryPlan(of: plan)
    #expect(steps.flatMap(Self.lines) == (try self.plan(of: query)))
  }

  private static func lines(of step: QueryPlanStep) -> [String] {
    [step.detail] + step.steps.flatMap(lines)
  }

  @Test(arguments: queries + expressions)
  func onlyIndexesAreUsed(query: String) throws {
    let plan = try plan(of: query)
    let tables = [
      "holder", "assignment", "waitingMember", "assignmentError", "directoryObject", "allotment", "license",
      "group_members", "allotmentState", "allotmentPlan", "disabledPlan",
    ]
    let names = ["a", "h", "w", "e", "p", "l", "k", "m", "sm", "sg", "g", "t", "x", "y", "d", "s"]
    let scans = plan.filter { line in
      (tables + names).contains { line == "SCAN \($0)" || line.hasPrefix("SCAN \($0) ") }
    }
    #expect(scans.filter { !$0.contains("VIRTUAL TABLE") } == [], "\(plan.joined(separator: "\n"))")
    #expect(!plan.contains { $0.contains("AUTOMATIC") }, "\(plan.joined(separator: "\n"))")
    // Settings are parsed when they change, never by a read.
    #expect(!plan.contains { $0.contains("emulator") }, "\(plan.joined(separator: "\n"))")
  }

  /// One value for each parameter: counted marks, or the highest number of numbered ones.
  private func arguments(_ sql: String) -> StatementArguments {
    let numbered = (1...3).last { sql.contains("?\($0)") }
    return StatementArguments(Array(repeating: 1, count: numbered ?? sql.count { $0 == "?" }))
  }
}
