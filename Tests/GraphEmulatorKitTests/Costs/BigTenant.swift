import GRDB
import GraphEmulatorKit
import GraphService
import HTTPMessages
import Tenants
import Testing

@testable import GraphStore

/// A tenant of many users with a manager, every second of them a member of one group.
struct BigTenant: Sendable {
  let users: Int
  static let group = "00000000-0000-4000-8000-0000000000aa"
  static let manager = "00000000-0000-4000-8000-0000000000bb"

  private let emulator: TestEmulator

  init(users: Int) throws {
    self.users = users
    emulator = try TestEmulator(
      """
      {"users": [{"id": "\(Self.manager)", "userPrincipalName": "boss@contoso.example", "displayName": "Boss"}],
       "groups": [{"id": "\(Self.group)", "displayName": "All", "mailNickname": "all", "securityEnabled": true,
         "mailEnabled": false}]}
      """)
    let tenant = try #require(emulator.core.tenants.mainTenant)
    try tenant.store.write(moment: tenant.clock.now) { transaction, _ in
      try transaction.make(transaction.linkTable("group_members"))
    } answer: { _, _ in
    }
    try tenant.store.direct { db in
      try db.execute(sql: try Self.usersSQL(users, db))
      try db.execute(
        sql: """
          INSERT INTO group_members (source, target)
          SELECT g.key, u.key FROM directoryObject g, directoryObject u
          WHERE g.id = ? AND u.key > 1000000 AND u.key % 2 = 0 ORDER BY u.key
          """, arguments: [Self.group])
    }
    try tenant.store.write(moment: tenant.clock.now) { transaction, _ in
      try transaction.makeIndexes(of: transaction.table("microsoft.graph.user"))
    } answer: { _, _ in
    }
  }

  /// Id of a user by number, from 1.
  static func user(_ number: Int) -> String {
    "00000000-0000-4000-9000-" + String(repeating: "0", count: 12 - String(number).count) + String(number)
  }

  /// The manager's row as often as there are users, with ids and names of their own.
  private static func usersSQL(_ users: Int, _ db: Database) throws -> String {
    let columns = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info('directoryObject')")
    let values = columns.map { column in
      switch column {
      case "key": "1000000 + n.i"
      case "id": "printf('00000000-0000-4000-9000-%012d', n.i)"
      case "manager": "t.key"
      case "properties": "n.properties"
      case let column where column.hasSuffix("_folded"):
        "fold(json_extract(n.properties, '$.\(column.dropLast("_folded".count))'))"
      default: "t.\"\(column)\""
      }
    }
    return """
      INSERT INTO directoryObject (\(columns.map { "\"\($0)\"" }.joined(separator: ", ")))
      WITH RECURSIVE number (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM number WHERE i < \(users)),
        n AS (SELECT i, json_set(properties, '$.displayName', 'User ' || i, '$.mailNickname', 'user' || i,
          '$.userPrincipalName', 'user' || i || '@contoso.example') AS properties
          FROM number, directoryObject WHERE id = '\(manager)')
      SELECT \(values.joined(separator: ", ")) FROM n, directoryObject t WHERE t.id = '\(manager)'
      """
  }

  /// Steps of SQLite's machine for all statements of plans that a request runs.
  func steps(_ method: String, _ path: String, eventual: Bool = false) throws -> (status: Int, steps: Int) {
    var fields = [HeaderField("Host", "localhost:8585"), HeaderField("Authorization", "Bearer test")]
    if eventual { fields.append(HeaderField("ConsistencyLevel", "eventual")) }
    let request = Request(
      method: method, target: "/beta" + path.replacing(" ", with: "%20"), headers: RequestHeaders(fields),
      body: [])
    let trace = Trace(.complete)
    let response = emulator.core.service.respond(to: request, trace: trace)
    return (response.status, trace.record.statements.reduce(0) { $0 + $1.steps })
  }
}
