package import GRDB

extension TenantStore {
  /// Makes the database as it was when it was new, inside the caller's transaction: whoever reads meanwhile sees
  /// the old state or what the transaction leaves.
  package func clear(_ db: Database) throws {
    for kind in ["trigger", "view", "table"] {
      for name in try Self.names(of: kind, db) {
        try db.execute(sql: "DROP \(kind) IF EXISTS \(quoted(name))")
      }
    }
    try EmulatorTable.clear(db)
    try ChangeLog.forget(db)
    for sql in creationSQL { try db.execute(sql: sql) }
  }

  private static func names(of kind: String, _ db: Database) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT name FROM sqlite_master
        WHERE type = ? AND name NOT IN ('emulator', 'change') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        """,
      arguments: [kind])
  }

  /// Looks at the whole state as rules see it; what `body` changes is undone.
  package func inspect<Result>(
    moment: Moment, limit: RequestLimit = .none, _ body: (WriteTransaction) throws -> Result
  ) throws -> Result {
    try writing(limit) { db in
      var result: Result?
      try db.inTransaction(.deferred) {
        let transaction = WriteTransaction(
          db: db, schema: schema, rules: rules, origin: .seed, moment: moment, tenant: state,
          settings: state.settings)
        result = try writer.during(limit) { try body(transaction) }
        return .rollback
      }
      guard let result else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
      return result
    }
  }
}
