package import GRDB
import JSON

/// The table `emulator`: what a tenant's database knows beside its objects, a text under each name, such as `schema`
/// and `loaded`, and the JSON texts `settings` and `clock`.
package enum EmulatorTable {
  static let creationSQL = "CREATE TABLE emulator (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"

  package static func value(_ name: String, _ db: Database) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT value FROM emulator WHERE name = ?"), arguments: [name])
  }

  package static func setValue(_ name: String, _ value: String, _ db: Database) throws {
    try db.execute(sql: "INSERT OR REPLACE INTO emulator VALUES (?, ?)", arguments: [name, value])
  }

  /// The settings as they are kept, which were checked when they were set.
  static func settings(_ db: Database) throws -> JSONObject {
    guard let text = try value("settings", db), case .object(let settings)? = try? JSONValue.parse(text)
    else { return [:] }
    return settings
  }
}
