package import GRDB

// Tables are made by the transaction that first writes to them, and go with it when it is undone.
extension WriteTransaction {
  /// Whether the table is there; one that is not has no rows.
  package func isThere(_ table: EntityTable) throws -> Bool { try isThere(table.name) }

  package func isThere(_ link: LinkTable) throws -> Bool { try isThere(link.name) }

  /// Views are always there.
  func isThere(_ name: String) throws -> Bool {
    try !tenant.making.has(name) || tables.contains(name)
  }

  /// Makes the table if it is not there yet: rules that write to it by SQL of their own have to.
  package func make(_ table: EntityTable) throws { try make(table.name) }

  package func make(_ link: LinkTable) throws { try make(link.name) }

  func make(_ name: String) throws {
    let there = try tables
    guard !there.contains(name) else { return }
    let made = tenant.making.tables(for: name, besides: there)
    guard !made.isEmpty else { return }
    for sql in tenant.making.creationSQL(of: made, besides: there) { try db.execute(sql: sql) }
    knownTables = there.union(made)
  }

  /// Makes the further indexes of a table that gets one row more, once it has some.
  func makeIndexes(of table: EntityTable) throws {
    guard !grownTables.contains(table.name), try hasGrown(table) else { return }
    grownTables.insert(table.name)
    guard let index = table.laterIndex, try !tables.contains(index) else { return }
    for sql in tenant.making.growthSQL(of: table) { try db.execute(sql: sql) }
    knownTables = try tables.union([index])
  }

  private func hasGrown(_ table: EntityTable) throws -> Bool {
    guard let index = table.laterIndex, try !tables.contains(index) else { return true }
    let sql =
      "SELECT count(*) FROM (SELECT 1 FROM \(quoted(table.name)) LIMIT \(TableMaking.fewRows))"
    return try Int.fetchOne(db.cachedStatement(sql: sql)) == TableMaking.fewRows
  }

  /// Runs SQL that adds rows to a table, which is made before.
  package func run(
    _ sql: SQLText, addingTo table: String, _ arguments: StatementArguments = StatementArguments()
  ) throws {
    try make(table)
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
  }

  /// Runs SQL that changes or removes rows of a table; there are none where nothing was written to it yet.
  ///
  /// - Returns: of how many rows.
  @discardableResult
  package func run(
    _ sql: SQLText, changing table: String, _ arguments: StatementArguments = StatementArguments()
  ) throws -> Int {
    guard try isThere(table) else { return 0 }
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
    return db.changesCount
  }

  /// After others than were known were made or dropped.
  func forgetTables() {
    knownTables = nil
    grownTables = []
  }

  /// Names of those that there are.
  private var tables: Set<String> {
    get throws {
      if let knownTables { return knownTables }
      let names = try tenant.tables.names(db)
      knownTables = names
      return names
    }
  }
}
