import GRDB

extension TenantStore {
  /// Makes the database as it was when it was new, inside the caller's transaction: whoever reads meanwhile sees
  /// the old state or what the transaction leaves.
  package func clear(_ transaction: WriteTransaction) throws {
    let db = transaction.db
    defer { transaction.forgetTables() }
    for kind in ["trigger", "view", "table"] {
      for name in try Self.names(of: kind, db) {
        try db.execute(sql: "DROP \(kind) IF EXISTS \(quoted(name))")
      }
    }
    try EmulatorTable.clear(db)
    try EmulatorTable.setValue(.schema, StoreTemplate.version, db)
    try ChangeLog.forget(db)
    for sql in template.creationSQL { try db.execute(sql: sql) }
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

  /// Looks at the whole state as rules see it, as it is when the look begins: on a connection of its own, so that
  /// writes go on meanwhile. Nothing can be changed.
  ///
  /// - Throws: `InterruptionFailure` and `TrialEnd` as the limit says, beside what `body` throws.
  package func inspect<Result>(
    moment: Moment, limit: RequestLimit = .none, _ body: (WriteTransaction) throws -> Result
  ) throws -> Result {
    // However short its statements are, all of them take long.
    guard !limit.isTrial else { throw TrialEnd() }
    return try reading { connection in
      try connection.queue.inDatabase { db in
        try db.execute(sql: "PRAGMA query_only = 1")
        // A connection that stayed so could never write, and the pool's never do.
        defer { try? db.execute(sql: "PRAGMA query_only = 0") }
        try db.execute(sql: "BEGIN")
        // A read transaction has nothing to lose when its end fails.
        defer { try? db.execute(sql: "ROLLBACK") }
        let settings = state.settingsBook.settings(try EmulatorTable.settings(db))
        let transaction = WriteTransaction(
          db: db, schema: schema, rules: rules, origin: .seed, moment: moment, tenant: state,
          settings: settings)
        return try connection.during(limit) { try body(transaction) }
      }
    }
  }
}
