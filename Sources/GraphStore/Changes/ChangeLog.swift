import GRDB
import OData

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

  /// How many ticks long changes are kept: as long as somebody may ask for them (graph-platform 5.3).
  package static let lifetime = 7 * Ticks.day

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

  /// How many changes are kept: a clock that stands still makes none of them old.
  package static let rowLimit: Int64 = 100_000

  /// How many rows one transaction forgets beyond those that it wrote, so that none pays for many.
  static let slice = 1_000

  /// Forgets the first rows, as far as nobody may ask for them any more or there are too many.
  ///
  /// - Parameter written: how many rows this transaction added.
  static func prune(at moment: Moment, written: Int, _ db: Database) throws {
    let (first, firstMoment, last) = try ends(db)
    let slice = Int64(slice + written)
    let oldest = moment.adding(atMost: -lifetime).ticks
    // A clock that was set back leaves rows of the future, and old ones behind them.
    let isCurrent = (oldest...moment.ticks).contains(firstMoment)
    let old = isCurrent ? nil : try lastOld(before: oldest, within: slice, db)
    let surplus = min(last - rowLimit, first + slice - 1)
    guard let end = [old, surplus].compactMap(\.self).max(), end >= first else { return }
    try db.cachedStatement(sql: "DELETE FROM change WHERE sequence <= ?").execute(arguments: [end])
  }

  private static func ends(_ db: Database) throws -> (first: Int64, firstMoment: Int64, last: Int64) {
    let sql = """
      SELECT sequence, moment, (SELECT max(sequence) FROM change) FROM change ORDER BY sequence LIMIT 1
      """
    let row = try Row.fetchOne(db.cachedStatement(sql: sql))
    return row.map { ($0[0], $0[1], $0[2]) } ?? (1, 0, 0)
  }

  /// The last row before a moment among the first ones. Who knows only what came before it has a token that is
  /// older still, unless the clock was set back meanwhile: then its sync state is lost.
  private static func lastOld(before oldest: Int64, within slice: Int64, _ db: Database) throws -> Int64? {
    let sql = """
      SELECT max(sequence) FROM (SELECT sequence, moment FROM change ORDER BY sequence LIMIT ?) WHERE moment < ?
      """
    return try Int64.fetchOne(db.cachedStatement(sql: sql), arguments: [slice, oldest])
  }
}

// MARK: Going back

extension ChangeLog {
  /// Goes on after numbers that another log gave to changes which are undone with this log's state: whoever has seen one
  /// of those gets no answer (`Reader.LogBounds.undone`), and whoever has not goes on.
  ///
  /// - Parameters:
  ///   - other: the log that is given up.
  ///   - db: the database whose log goes on.
  static func leaveOut(_ other: Database, _ db: Database) throws {
    // The state may be gone back to several times.
    try db.execute(
      sql: "DELETE FROM change WHERE kind = 'undone' AND sequence = (SELECT max(sequence) FROM change)")
    let (kept, undone) = (try last(db), try last(other))
    guard undone.sequence > kept.sequence else { return }
    // It is kept as long as what it is about, even where it is the first.
    try db.execute(
      sql: """
        INSERT INTO change (sequence, moment, kind, object, type, id) VALUES (?, ?, 'undone', ?, '', '')
        """,
      arguments: [undone.sequence + 1, max(kept.moment, undone.moment), kept.sequence])
  }

  private static func last(_ db: Database) throws -> (sequence: Int64, moment: Int64) {
    let sql = "SELECT sequence, moment FROM change ORDER BY sequence DESC LIMIT 1"
    return try Row.fetchOne(db, sql: sql).map { ($0[0], $0[1]) } ?? (0, 0)
  }
}

// MARK: Keys

extension ChangeLog {
  /// Remembers that an object with this key is gone: a later object must not take its place, since the log may
  /// still speak of it.
  static func retire(_ key: Int64, _ db: Database) throws {
    let sql = """
      INSERT INTO emulator VALUES (\(literal(EmulatorRow.lastKey.rawValue)), ?1)
      ON CONFLICT (name) DO UPDATE SET value = ?1 WHERE CAST(value AS INTEGER) < CAST(?1 AS INTEGER)
      """
    try db.cachedStatement(sql: sql).execute(arguments: [String(key)])
  }

  /// The highest key of an object that is gone.
  static func lastRetiredKey(_ db: Database) throws -> Int64 {
    try EmulatorTable.value(.lastKey, db).flatMap { Int64($0) } ?? 0
  }
}
