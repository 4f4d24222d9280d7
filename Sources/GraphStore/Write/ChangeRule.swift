import GRDB

/// What a workload does about the changes that a transaction has left in the change log, after all else that it does;
/// with origin `.rule`.
package protocol ChangeRule: Rule {
  /// - Parameter changes: those of this transaction, in their order; read from the log when they are asked for.
  func didLog(_ changes: LoggedChanges, _ transaction: WriteTransaction) throws
}

/// The changes that one transaction has left in the change log.
package struct LoggedChanges {
  let first: Int64
  let db: Database

  /// One row of the log.
  package struct Change: Sendable {
    package let kind: ChangeLog.Kind
    /// Key, id and stored name of the type of the object that it happened to.
    package let object: Int64
    package let id: String
    package let type: String
    /// Of a link: its navigation property, and key and id of the object at the other end.
    package let link: Link?
  }

  package struct Link: Sendable {
    package let navigation: String
    package let target: Int64
    package let targetId: String
  }

  /// Calls `body` with each, in their order.
  package func forEach(_ body: (Change) throws -> Void) throws {
    let sql = """
      SELECT kind, object, id, type, names, target, targetId FROM change WHERE sequence >= ? ORDER BY sequence
      """
    let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: [first])
    while let row = try rows.next() {
      if let change = Self.change(row) { try body(change) }
    }
  }

  /// nil for a row of a kind that this program does not know.
  private static func change(_ row: Row) -> Change? {
    guard let kind = ChangeLog.Kind(rawValue: row[0]) else { return nil }
    let target: Int64? = row[5]
    return Change(
      kind: kind, object: row[1], id: row[2], type: row[3],
      link: target.map { Link(navigation: row[4], target: $0, targetId: row[6]) })
  }
}
