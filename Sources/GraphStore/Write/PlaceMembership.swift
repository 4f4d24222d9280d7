import GRDB

/// Which objects of a collection somebody watches.
package struct WatchedRows: Sendable {
  /// Whose collection it is.
  package enum Holder: Sendable {
    /// nil: it hangs off nothing that has a row.
    case object(Int64?)
    /// That of whatever object of a table has one.
    case any(EntityTable)
  }

  let source: RowSource
  let holder: Holder

  /// Name of the table of the objects.
  package var table: String { source.table.name }

  package init(_ source: RowSource, of holder: Holder) { (self.source, self.holder) = (source, holder) }
}

/// Whether a transaction has left an object in a collection, and whether it was there before.
package struct PlaceMembership: Sendable, Equatable {
  package let was: Bool
  package let `is`: Bool
}

extension WriteTransaction {
  /// - Parameters:
  ///   - isNew: the object was made by this transaction.
  ///   - changes: those of the transaction.
  package func membership(
    of object: Int64, isNew: Bool, in rows: WatchedRows, _ changes: LoggedChanges
  ) throws -> PlaceMembership {
    let place = PlaceChanges(rows)
    let before =
      "SELECT min(sequence) FROM \(FormerRows.name) WHERE sequence >= ?3 AND key = ?2"
    let sql = """
      SELECT \(place.isThereSQL), CASE WHEN c.sequence IS NULL THEN NULL ELSE \(place.wasThereSQL) END
      FROM (SELECT ?2 AS object, (\(before)) AS sequence) c
      """
    guard let row = try Row.fetchOne(reading(sql), arguments: [rows.parent, object, changes.first]) else {
      return PlaceMembership(was: false, is: false)
    }
    let (isThere, wasThere): (Bool, Bool?) = (row[0], row[1])
    // Of what has not moved nothing is kept.
    return PlaceMembership(was: !isNew && (wasThere ?? isThere), is: isThere)
  }

  /// Of a query that may name tables which are not there.
  func reading(_ sql: SQLText) throws -> Statement {
    try schema.late.preparing(sql) { try db.cachedStatement(sql: $0) }.statement
  }
}

extension WatchedRows {
  fileprivate var parent: Int64? { if case .object(let key) = holder { key } else { nil } }
}

extension PlaceChanges {
  fileprivate init(_ rows: WatchedRows) {
    switch rows.holder {
    case .object: self.init(of: rows.source, parent: "?1", and: [])
    case .any(let table):
      self.init(
        of: rows.source, parent: "t.owner", and: ["t.owner IN (SELECT key FROM \(quoted(table.name)))"])
    }
  }
}
