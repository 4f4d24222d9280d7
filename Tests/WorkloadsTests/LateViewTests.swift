import GRDB
import GraphStore
import Testing
import Workloads

/// Views are stand-ins until a table has rows that they need.
@Suite struct LateViewTests {
  private struct View {
    let name: String
    let columns: Set<String>
    let sql: String
  }

  private let tenant: RuleTenant
  private let late = testWorkloads.all.flatMap(\.views).filter { !$0.sources.isEmpty }

  init() throws { tenant = try RuleTenant() }

  private func view(_ name: String) throws -> View {
    try tenant.store.direct { db in
      let columns = try String.fetchAll(
        db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [name])
      let sql = try String.fetchOne(
        db, sql: "SELECT sql FROM sqlite_master WHERE name = ?", arguments: [name])
      return View(name: name, columns: Set(columns), sql: sql ?? "")
    }
  }

  /// Whoever reads one before its tables are there names the same columns as later.
  @Test func standInsHaveTheColumnsOfTheirViews() throws {
    let before = try late.map { try view($0.name) }
    try tenant.write { try $0.makeAll() }
    let after = try late.map { try view($0.name) }
    #expect(before.count > 40)
    for (standIn, view) in zip(before, after) {
      #expect(standIn.sql != view.sql, "\(view.name)")
      #expect(view.columns.isSubset(of: standIn.columns), "\(view.name)")
    }
  }

  /// A misspelt one would never be made.
  @Test func sourcesAreTables() throws {
    try tenant.write { transaction in
      let names = Set(
        transaction.schema.tables.filter { !$0.isView }.map(\.name)
          + transaction.schema.links.filter { !$0.isView }.map(\.name))
      for view in late { #expect(names.isSuperset(of: view.sources), "\(view.name)") }
    }
  }

  @Test func theyComeWithOneOfTheirTables() throws {
    let before = try view("user_memberOf")
    let (group, user) = try tenant.write { (try $0.group("g"), try $0.user("u")) }
    #expect(try view("user_memberOf").sql == before.sql)
    try tenant.write { try $0.tie("group_members", group, user) }
    #expect(try view("user_memberOf").sql != before.sql)
    let found: [Int64] = try tenant.column("SELECT target FROM user_memberOf WHERE source = ?", [user.key])
    #expect(found == [group.key])
  }
}
