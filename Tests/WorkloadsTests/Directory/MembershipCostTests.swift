import EntityModel
import GRDB
import GRDBSQLite
import GraphStore
import Testing

/// What members and memberships cost, in steps of SQLite's machine: as much as is answered, however many there are.
@Suite struct MembershipCostTests {
  /// Keys of the first ones, above those of what every tenant has.
  private static let user = 1_000_000
  private static let group = 1_001

  @Test(arguments: [
    // The first group is in the second, which is in the third, and so on; the user is in the first.
    ("user", "transitiveMemberOf", user), ("group", "transitiveMembers", nil),
  ]) func expansionsOfClosures(type: String, name: String, object: Int?) throws {
    let costs = try [60, 600].map { groups in
      let tenant = try Self.tenant(chainOf: groups, members: 0)
      let source = try Self.source(name, of: type, in: tenant)
      let sql =
        "SELECT "
        + SelectStatement(source: source).arraySQL(
          alias: "e1", parent: "\(object ?? Self.group + groups - 1)", item: "json_quote(e1.id)", limit: 20)
      return try Self.cost(sql, in: tenant)
    }
    #expect(costs.map { $0.answer.split(separator: ",").count } == [20, 20])
    #expect(costs[0].steps == costs[1].steps)
  }

  @Test func expansionsOfMembers() throws {
    let costs = try [100, 2000].map { members in
      let tenant = try Self.tenant(chainOf: 1, members: members)
      let source = try Self.source("members", of: "group", in: tenant)
      let sql =
        "SELECT "
        + SelectStatement(source: source).arraySQL(
          alias: "e1", parent: "\(Self.group)", item: "json_quote(e1.id)", limit: 20)
      return try Self.cost(sql, in: tenant)
    }
    #expect(costs[0].answer.hasPrefix(#"["x1","x2","x3","#))
    #expect(costs[0] == costs[1])
  }

  @Test func pagesOfMembers() throws {
    let costs = try [100, 2000].map { members in
      let tenant = try Self.tenant(chainOf: 1, members: members)
      var statement = SelectStatement(source: try Self.source("members", of: "group", in: tenant))
      statement.continues = true
      let sql = "SELECT group_concat(id) FROM (\(statement.pageSQL(extras: [])))"
      return try Self.cost(sql, [Self.group, nil, 20, 50], in: tenant)
    }
    #expect(costs[0].answer.split(separator: ",").count == 20)
    #expect(costs[0] == costs[1])
  }

  private struct Cost: Equatable {
    let answer: String
    let steps: Int
  }

  private static func cost(
    _ sql: String, _ values: StatementArguments = [], in tenant: RuleTenant
  ) throws -> Cost {
    try tenant.store.direct { db in
      let statement = try db.makeStatement(sql: sql)
      let answer = try String.fetchOne(statement, arguments: values)
      let steps = sqlite3_stmt_status(statement.sqliteStatement, SQLITE_STMTSTATUS_VM_STEP, 0)
      return Cost(answer: answer ?? "", steps: Int(steps))
    }
  }

  private static func source(_ name: String, of type: String, in tenant: RuleTenant) throws -> RowSource {
    let schema = tenant.store.schema
    let type = try #require(schema.model.type("microsoft.graph." + type))
    let navigation = try #require(type.navigationProperty(name))
    let target = try #require(schema.model.type(navigation.target))
    guard case .link(let link)? = schema.storage(of: navigation, in: schema.model) else {
      throw StoreError.unknownType(name)
    }
    return RowSource(table: try #require(schema.table(of: target)), relation: .link(link), types: nil)
  }

  /// Groups, each in the next; members `x1`, `x2`, … of the first.
  private static func tenant(chainOf groups: Int, members: Int) throws -> RuleTenant {
    let tenant = try RuleTenant()
    try tenant.write { try $0.makeAll() }
    let numbers = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x <"
    try tenant.store.direct { db in
      try db.execute(
        sql: """
          INSERT INTO directoryObject (key, id, type, properties)
            \(numbers) \(groups)) SELECT \(group) - 1 + x, 'g' || x, 'microsoft.graph.group', '{}' FROM n;
          INSERT INTO directoryObject (key, id, type, properties)
            \(numbers) \(members + 1)) SELECT \(user) - 1 + x, 'x' || (x - 1), 'microsoft.graph.user', '{}' FROM n;
          INSERT INTO group_members (source, target) VALUES (\(group), \(user));
          INSERT INTO group_members (source, target) \(numbers) \(groups - 1)) SELECT \(group) + x, \(group) - 1 + x FROM n
            WHERE x < \(groups);
          INSERT INTO group_members (source, target) \(numbers) \(members)) SELECT \(group), \(user) + x FROM n
            WHERE \(members) > 0;
          DELETE FROM group_members WHERE target = \(user) AND \(members) > 0;
          """)
    }
    return tenant
  }
}
