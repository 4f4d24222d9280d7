import GRDB
import Locks

/// The names of a database's tables and indexes, read again when some were made or dropped.
///
/// A class because each transaction begins with what the one before knew.
final class KnownTables: Sendable {
  private struct Found {
    /// SQLite's number of the schema, which changes with it.
    let version: Int64
    let names: Set<String>
  }

  private let found = Lock<Found?>(nil)

  func names(_ db: Database) throws -> Set<String> {
    let version = try Int64.fetchOne(db.cachedStatement(sql: "PRAGMA schema_version")) ?? 0
    if let found = found.withLock({ $0 }), found.version == version { return found.names }
    let names = try Set(
      String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type IN ('table', 'index')"))
    found.withLock { $0 = Found(version: version, names: names) }
    return names
  }

  /// After changes were undone: the next ones get the same number.
  func forget() { found.withLock { $0 = nil } }
}
