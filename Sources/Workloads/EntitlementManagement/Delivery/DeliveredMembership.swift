import GRDB
import GraphStore

/// Memberships and ownerships that exist only because a resource role gives them.
///
/// Table `accessPackageMembership`: `link` (`group_members` or `group_owners`), `source` (group), `target` (member).
/// A link without a row was given directly: by the API, a seed or a dynamic rule.
enum DeliveredMembership {
  static let part = TablePart([
    """
    CREATE TABLE accessPackageMembership (link TEXT NOT NULL, source INTEGER NOT NULL, target INTEGER NOT NULL,
      PRIMARY KEY (link, source, target)) WITHOUT ROWID
    """,
    RememberedKeys.forgetting(["source", "target"], of: "accessPackageMembership", with: "directoryObject"),
  ])
  private static let table = "accessPackageMembership"

  static func note(_ link: String, _ source: Int64, _ target: Int64, _ transaction: WriteTransaction) throws {
    try transaction.run(
      "INSERT OR IGNORE INTO accessPackageMembership VALUES (?, ?, ?)", addingTo: table,
      [link, source, target])
  }

  static func forget(_ link: String, _ source: Int64, _ target: Int64, _ transaction: WriteTransaction) throws
  {
    let sql = "DELETE FROM accessPackageMembership WHERE link = ? AND source = ? AND target = ?"
    try transaction.run(sql, changing: table, [link, source, target])
  }

  /// Those of a group, in order of joining.
  static func targets(_ link: String, _ group: Int64, _ transaction: WriteTransaction) throws -> [Int64] {
    let sql = """
      SELECT m.target FROM accessPackageMembership m JOIN \(quoted(link)) l
        ON l.source = m.source AND l.target = m.target WHERE m.link = ? AND m.source = ? ORDER BY l.position
      """
    return try Int64.fetchAll(transaction.db.cachedStatement(sql: sql), arguments: [link, group])
  }

  static func isIndirect(
    _ link: String, _ source: Int64, _ target: Int64, _ transaction: WriteTransaction
  ) throws -> Bool {
    let sql = "SELECT 1 FROM accessPackageMembership WHERE link = ? AND source = ? AND target = ?"
    return try Row.fetchOne(transaction.db.cachedStatement(sql: sql), arguments: [link, source, target])
      != nil
  }
}
