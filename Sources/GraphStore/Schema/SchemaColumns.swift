import GRDB

/// The columns of all tables, and how a database comes to have them that was made for a model which had less.
struct SchemaColumns: Sendable {
  private let tables: [EntityTable]
  private let standIns: [StandIn]
  /// Tables beside those of the model.
  private var further: [StandIn] = []
  private var hash = FNVHash()

  init(_ tables: [EntityTable], _ links: [LinkTable]) {
    self.tables = tables.filter { !$0.isView }
    standIns = StandIn.all(tables, links)
    for table in self.tables {
      hash.add(table.name)
      for column in table.columnDefinitions { hash.add(column.sql) }
    }
  }

  /// The same with those of tables beside the model's.
  func adding(_ parts: [TablePart]) -> SchemaColumns {
    var all = self
    all.further += parts.flatMap(\.tables)
    for table in parts.flatMap(\.tables) {
      all.hash.add(table.name)
      for column in table.columns { all.hash.add(column) }
    }
    return all
  }

  /// Another one for other columns: what it says is not looked at again in a database that has it.
  var mark: String { String(hash.value, radix: 16) }

  /// Adds columns and indexes that are missing in tables that are there, and a stand-in for each that is not.
  ///
  /// - Parameter settle: what else is to be done then; where it throws, the database stays as it is.
  func complete(_ db: Database, _ settle: (Database) throws -> Void) throws {
    guard try EmulatorTable.value(.model, db) != mark else { return }
    try db.inTransaction(.immediate) {
      let there = try Set(String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'"))
      for table in tables where there.contains(table.name) { try complete(table, db) }
      for table in further where there.contains(table.name) { try complete(table, db) }
      for standIn in standIns + further where !there.contains(standIn.name) {
        try db.execute(sql: standIn.removalSQL)
        try db.execute(sql: standIn.creationSQL)
      }
      try settle(db)
      try EmulatorTable.setValue(.model, mark, db)
      return .commit
    }
  }

  /// Of those beside the model's their rowid is no column to SQLite.
  private func complete(_ table: StandIn, _ db: Database) throws {
    let there = try Self.columns(of: table.name, db)
    for column in table.columns where column != "rowid" && !there.contains(column) {
      try db.execute(sql: "ALTER TABLE \(quoted(table.name)) ADD COLUMN \(quoted(column))")
    }
  }

  private static func columns(of table: String, _ db: Database) throws -> Set<String> {
    try Set(String.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table]))
  }

  private func complete(_ table: EntityTable, _ db: Database) throws {
    let there = try Self.columns(of: table.name, db)
    let missing = table.columnDefinitions.filter { !there.contains($0.name) }
    guard !missing.isEmpty else { return }
    for column in missing {
      try db.execute(sql: "ALTER TABLE \(quoted(table.name)) ADD COLUMN \(column.additionSQL)")
    }
    for sql in table.fillingSQL { try db.execute(sql: sql) }
    for sql in table.indexSQL {
      try db.execute(sql: sql.replacing("INDEX ", with: "INDEX IF NOT EXISTS ", maxReplacements: 1))
    }
    try db.execute(sql: "DELETE FROM sqlite_stat1 WHERE tbl = ?", arguments: [table.name])
    for sql in table.statisticsSQL + ["ANALYZE sqlite_schema"] { try db.execute(sql: sql) }
  }
}
