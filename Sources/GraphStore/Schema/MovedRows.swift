import EntityModel
import GRDB

extension StoreSchema {
  /// Gives a database what the model needs, where it was made for another one.
  ///
  /// - Parameter columns: those that it needs, of the store's own tables too.
  /// - Throws: `StoreError.needsMetadata` where it has more than the model, and stays as it is.
  func complete(_ db: Database, _ path: String, with columns: SchemaColumns) throws {
    try columns.complete(db) { db in
      if isExtended { try MovedRows(self).settle(db) }
      try late.checkTables(of: db, path)
      if isExtended { try ArrangedRows(self).settle(db) }
    }
    try late.checkTables(of: db, path)
  }
}

/// Puts rows into the tables that the model keeps them in: where more metadata came along, a type may have another base
/// than when they were written, and so another table.
struct MovedRows {
  private let schema: StoreSchema

  init(_ schema: StoreSchema) { self.schema = schema }

  /// Goes through the tables of what came with further metadata: those of our own types stay where they are.
  func settle(_ db: Database) throws {
    let names = try String.fetchAll(
      db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND instr(name, '.') ORDER BY name")
    for name in names where try Self.columns(of: name, db).contains("properties") {
      try settle(name, db)
      try removeIfEmpty(name, db)
    }
  }

  private func settle(_ name: String, _ db: Database) throws {
    for type in try String.fetchAll(db, sql: "SELECT DISTINCT type FROM \(quoted(name)) ORDER BY type") {
      guard let table = schema.model.type(type).flatMap(schema.table), table.name != name, table.isLate
      else { continue }
      try move(type, from: name, to: table, db)
    }
  }

  private func move(_ type: String, from name: String, to table: EntityTable, _ db: Database) throws {
    if try Self.columns(of: table.name, db).isEmpty {
      for sql in table.completeSQL + ["ANALYZE sqlite_schema"] { try db.execute(sql: sql) }
    }
    let there = try Self.columns(of: table.name, db)
    let columns = try Self.columns(of: name, db).filter(there.contains).map(quoted).joined(separator: ", ")
    try db.execute(
      sql: """
        INSERT INTO \(quoted(table.name)) (\(columns)) SELECT \(columns) FROM \(quoted(name)) WHERE type = ?
        """, arguments: [type])
    for sql in table.fillingSQL { try db.execute(sql: sql) }
    try db.execute(sql: "DELETE FROM \(quoted(name)) WHERE type = ?", arguments: [type])
  }

  /// One that the model has not, and of which nothing is left.
  private func removeIfEmpty(_ name: String, _ db: Database) throws {
    guard !schema.late.has(name),
      try Bool.fetchOne(db, sql: "SELECT NOT EXISTS (SELECT 1 FROM \(quoted(name)))") == true
    else { return }
    try db.execute(sql: "DROP TABLE \(quoted(name))")
  }

  /// None of a table that is not there.
  private static func columns(of table: String, _ db: Database) throws -> [String] {
    try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table])
  }
}
