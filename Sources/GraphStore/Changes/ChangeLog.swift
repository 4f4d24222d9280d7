import GRDB

/// The table `change`: what happened to tracked objects and their links, in the order of the writes.
///
/// A row says that something happened, not what it came to: who reads it looks at the object as it is now. So a row
/// that is read twice, or late, does no harm. Columns: `sequence`; `moment` (ticks of the tenant's clock); `kind`;
/// `object`, `type`, `id` of the object; `names` of the changed properties, or of the navigation property; `target`,
/// `targetType`, `targetId` of the object at the other end of a link.
package enum ChangeLog {
  package enum Kind: String, Sendable {
    case created
    case changed
    /// Soft-deleted, or for good.
    case removed
    case restored
    /// A link was made or undone.
    case linked
  }

  /// How long changes are kept, in seconds: as long as somebody may ask for them (graph-platform 5.3).
  package static let lifetime: Double = 7 * 86_400

  static let name = "change"

  static let creationSQL = [table, index]

  /// The last row always stays, so that no number is given twice; AUTOINCREMENT would say so too, and write one more
  /// page with every change.
  private static let table = """
    CREATE TABLE change (sequence INTEGER PRIMARY KEY, moment INTEGER NOT NULL, kind TEXT NOT NULL,
      object INTEGER NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL, names TEXT, target INTEGER, targetType TEXT,
      targetId TEXT)
    """

  /// SQLite adds the sequence to each entry, and so walks over the changes of one type in their order.
  private static let index = "CREATE INDEX change_type ON change (type)"

  /// Forgets everything, and that there was anything: nobody who asks for what follows a change of before gets an
  /// answer.
  static func forget(_ db: Database) throws {
    // A number is left out, so that the last one of before is too old as well.
    try db.execute(
      sql: """
        INSERT INTO change (sequence, moment, kind, object, type, id)
        SELECT coalesce(max(sequence), 0) + 2, 0, 'reset', 0, '', '' FROM change
        """)
    try db.execute(sql: "DELETE FROM change WHERE sequence < (SELECT max(sequence) FROM change)")
  }

  /// Forgets what is older than anybody may ask for; rows are in the order of time.
  static func prune(at moment: Moment, _ db: Database) throws {
    let limit = moment.adding(seconds: -lifetime).ticks
    let oldest = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT moment FROM change ORDER BY sequence LIMIT 1"))
    guard let oldest, oldest < limit else { return }
    try db.execute(
      sql: """
        DELETE FROM change
        WHERE sequence < (SELECT sequence FROM change WHERE moment >= ? ORDER BY sequence LIMIT 1)
        """, arguments: [limit])
  }
}

// MARK: Keys

extension ChangeLog {
  /// Remembers that an object with this key is gone: a later object must not take its place, since the log may
  /// still speak of it.
  static func retire(_ key: Int64, _ db: Database) throws {
    let sql = """
      INSERT INTO emulator VALUES ('lastKey', ?1)
      ON CONFLICT (name) DO UPDATE SET value = ?1 WHERE CAST(value AS INTEGER) < CAST(?1 AS INTEGER)
      """
    try db.cachedStatement(sql: sql).execute(arguments: [String(key)])
  }

  /// The highest key of an object that is gone.
  static func lastRetiredKey(_ db: Database) throws -> Int64 {
    try TenantStore.value("lastKey", db).flatMap { Int64($0) } ?? 0
  }
}
