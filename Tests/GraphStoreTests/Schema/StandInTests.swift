import GRDB
import Testing

@testable import GraphStore

/// Tables of the program's own model are views without rows until something is written to them.
@Suite struct StandInTests {
  private struct Refused: Error {}

  private func kind(_ name: String, _ tenant: LoggedTenant) throws -> String? {
    try tenant.store.direct { db in
      try String.fetchOne(db, sql: "SELECT type FROM sqlite_master WHERE name = ?", arguments: [name])
    }
  }

  /// What SQL finds that names the tables, as rules do.
  private func members(_ tenant: LoggedTenant) throws -> [String] {
    try tenant.store.direct { db in
      let sql = "SELECT b.id FROM team_members m CROSS JOIN being b ON b.key = m.target ORDER BY m.position"
      return try String.fetchAll(db.cachedStatement(sql: sql))
    }
  }

  private func makeTeam(_ tenant: LoggedTenant) throws {
    try tenant.write { transaction in
      let team = try tenant.insert("team", "t", transaction)
      let person = try tenant.insert("person", "p", transaction)
      try transaction.link(transaction.linkTable("team_members"), source: team.key, target: person.key)
    }
  }

  private func deletePerson(_ tenant: LoggedTenant) throws {
    try tenant.write { transaction in
      let person = try transaction.entity(id: "p", in: transaction.table("test.person"))
      try transaction.delete(#require(person))
    }
  }

  @Test func theFirstWritePutsTheTableInItsPlace() throws {
    let tenant = try LoggedTenant()
    #expect(try [kind("being", tenant), kind("team_members", tenant)] == ["view", "view"])
    #expect(try members(tenant) == [])
    try tenant.make("person", "a")
    #expect(try [kind("being", tenant), kind("team_members", tenant)] == ["table", "view"])
    try deleteAll(tenant)
    try makeTeam(tenant)
    #expect(try kind("team_members", tenant) == "table")
    #expect(try members(tenant) == ["p"])
    #expect(try tenant.store.direct { try String.fetchAll($0, sql: "PRAGMA integrity_check") } == ["ok"])
  }

  /// With a table of links that nobody has written to.
  private func deleteAll(_ tenant: LoggedTenant) throws {
    try tenant.write { transaction in
      for being in try transaction.entities(transaction.table("test.person"), where: "1") {
        try transaction.delete(being)
      }
    }
  }

  /// A trigger or an index that a rule brings needs its table.
  @Test func aTableThatRulesNameInTheirSQLIsThereFromTheBeginning() throws {
    let tenant = try LoggedTenant(tables: ["CREATE INDEX being_length ON being (length(id))"])
    #expect(try [kind("being", tenant), kind("team_members", tenant)] == ["table", "view"])
    try makeTeam(tenant)
    #expect(try members(tenant) == ["p"])
  }

  @Test func whatIsUndoneLeavesTheViews() throws {
    let tenant = try LoggedTenant()
    #expect(throws: Refused.self) {
      try tenant.write { transaction in
        try tenant.insert("person", "a", transaction)
        throw Refused()
      }
    }
    #expect(try [kind("being", tenant), kind("team_members", tenant)] == ["view", "view"])
    try makeTeam(tenant)
    #expect(try members(tenant) == ["p"])
  }

  /// SQLite numbers schemas, and gives the number of one that was undone again.
  @Test func tablesOfAnUndoneSchemaAreForgotten() throws {
    let tenant = try LoggedTenant()
    try tenant.make("person", "a")
    var undone: Int64 = 0
    #expect(throws: Refused.self) {
      try tenant.write { transaction in
        try tenant.store.clear(transaction)
        #expect(try transaction.entity(id: "a", in: transaction.table("test.person")) == nil)
        undone = try Int64.fetchOne(transaction.db, sql: "PRAGMA schema_version") ?? 0
        throw Refused()
      }
    }
    try tenant.store.direct { try $0.execute(sql: "PRAGMA schema_version = \(undone)") }
    let found = try tenant.write { try $0.entity(id: "a", in: $0.table("test.person")) }
    #expect(found?.id == "a")
  }

  @Test func aDatabaseWithAllTablesIsUsedAsItIs() throws {
    let tenant = try LoggedTenant()
    try tenant.store.direct { db in
      for name in ["being", "team_members"] { try db.execute(sql: "DROP VIEW \(name)") }
      for sql in tenant.store.schema.creationSQL { try db.execute(sql: sql) }
    }
    try tenant.reopen()
    try makeTeam(tenant)
    #expect(try members(tenant) == ["p"])
    try deletePerson(tenant)
    #expect(try members(tenant) == [])
    #expect(try [kind("being", tenant), kind("team_members", tenant)] == ["table", "table"])
  }

  @Test func aDatabaseThatLacksATableGetsOne() throws {
    let tenant = try LoggedTenant()
    try tenant.store.direct { db in
      try db.execute(sql: "DROP VIEW team_members")
      try EmulatorTable.setValue(.model, "of another model", db)
    }
    try tenant.reopen()
    #expect(try kind("team_members", tenant) == "view")
    #expect(try members(tenant) == [])
  }

  @Test func aDeletionVisitsTheTablesThatThereAre() throws {
    let tenant = try LoggedTenant()
    try makeTeam(tenant)
    try deletePerson(tenant)
    #expect(try members(tenant) == [])
  }
}
