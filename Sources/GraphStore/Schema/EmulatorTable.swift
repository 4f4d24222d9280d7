package import GRDB
import JSON

/// The table `emulator`: what a tenant's database knows beside its objects, a text in each row.
package enum EmulatorTable {
  static let creationSQL = "CREATE TABLE emulator (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"

  /// Whether the database is one of this program.
  static func isThere(_ db: Database) throws -> Bool {
    let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'emulator')"
    return try Bool.fetchOne(db, sql: sql) ?? false
  }

  package static func value(_ row: EmulatorRow, _ db: Database) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT value FROM emulator WHERE name = ?"), arguments: [row.rawValue])
  }

  package static func setValue(_ row: EmulatorRow, _ value: String, _ db: Database) throws {
    try db.execute(sql: "INSERT OR REPLACE INTO emulator VALUES (?, ?)", arguments: [row.rawValue, value])
  }

  /// The same as a text, for a database that is made.
  static func settingSQL(_ row: EmulatorRow, _ value: String) -> String {
    "INSERT INTO emulator VALUES (\(literal(row.rawValue)), \(literal(value)))"
  }

  /// - Parameter value: nil takes the row away.
  static func replace(_ row: EmulatorRow, _ value: String?, _ db: Database) throws {
    if let value { return try setValue(row, value, db) }
    try db.execute(sql: "DELETE FROM emulator WHERE name = ?", arguments: [row.rawValue])
  }

  /// Forgets what a tenant that is emptied does not keep.
  static func clear(_ db: Database) throws {
    let gone = EmulatorRow.allCases.filter { !$0.survivesClearing }.map { literal($0.rawValue) }
    try db.execute(sql: "DELETE FROM emulator WHERE name IN (\(gone.joined(separator: ", ")))")
  }

  /// The settings as they are kept, which were checked when they were set.
  static func settings(_ db: Database) throws -> JSONObject {
    try value(.settings, db).flatMap { try JSONValue.parse($0).objectValue } ?? [:]
  }
}
