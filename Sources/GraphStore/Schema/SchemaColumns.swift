import GRDB

/// The columns of all tables, and how a database comes to have them that was made for a model which had less.
struct SchemaColumns: Sendable {
  private let tables: [EntityTable]
  private let standIns: [StandIn]
  /// Another one for other columns: what it says is not looked at again in a database that has it.
  let mark: String

  init(_ tables: [EntityTable], _ links: [LinkTable]) {
    self.tables = tables.filter { !$0.isView }
    standIns = StandIn.all(tables, links)
    var hash = FNVHash()
    for table in self.tables {
      hash.add(table.name)
      for column in table.columnDefinitions { hash.add(column.sql) }
    }
    mark = String(hash.value, radix: 16)
  }

  /// Adds columns and indexes that are missing in tables that are there, and a stand-in for each that is not.
  func complete(_ db: Database) throws {
    guard try EmulatorTable.value(.model, db) != mark else { return }
    try db.inTransaction(.immediate) {
      let there = try Set(String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'"))
      for table in tables where there.contains(table.name) { try complete(table, db) }
      for standIn in standIns where !there.contains(standIn.name) {
        try db.execute(sql: standIn.removalSQL)
        try db.execute(sql: standIn.creationSQL)
      }
      try EmulatorTable.setValue(.model, mark, db)
      return .commit
    }
  }

  private func complete(_ table: EntityTable, _ db: Database) throws {
    let sql = "SELECT name FROM pragma_table_info(?)"
    let there = try Set(String.fetchAll(db, sql: sql, arguments: [table.name]))
    let missing = table.columnDefinitions.filter { !there.contains($0.name) }
    guard !missing.isEmpty else { return }
    for column in missing {
      try db.execute(sql: "ALTER TABLE \(quoted(table.name)) ADD COLUMN \(column.additionSQL)")
    }
    for sql in table.indexSQL {
      try db.execute(sql: sql.replacing("INDEX ", with: "INDEX IF NOT EXISTS ", maxReplacements: 1))
    }
    try db.execute(sql: "DELETE FROM sqlite_stat1 WHERE tbl = ?", arguments: [table.name])
    for sql in table.statisticsSQL + ["ANALYZE sqlite_schema"] { try db.execute(sql: sql) }
  }
}
