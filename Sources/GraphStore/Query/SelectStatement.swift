/// The text of a query over one source.
package struct SelectStatement: Sendable {
  package struct Order: Sendable {
    package let sql: SQLText
    package let isDescending: Bool

    package init(sql: SQLText, isDescending: Bool) {
      self.sql = sql
      self.isDescending = isDescending
    }
  }

  package let source: RowSource
  package var filters: [SQLText] = []
  /// Before the position, which always decides last.
  package var order: [Order] = []
  /// The conditions of a later page are part of the text.
  package var continues = false
  /// How many rows are skipped.
  package var offset: SQLText?

  package init(source: RowSource) { self.source = source }

  /// A page of rows: `?3` at most, after the cursor when `continues`.
  package func pageSQL(extras: [SQLText]) -> SQLText {
    var conditions = source.conditions() + filters
    if continues { conditions.append(cursorSQL) }
    let columns = Self.rowColumns(position: source.positionSQL(), extras: extras + order.map(\.sql))
    let text =
      "SELECT \(columns) FROM \(source.fromSQL())\(Self.whereSQL(conditions))"
      + " ORDER BY \(orderSQL) LIMIT ?3"
    return offset.map { text + " OFFSET \($0)" } ?? text
  }

  /// One row; `found` is the condition that `?2` answers.
  package func itemSQL(extras: [SQLText], found: [SQLText]) -> SQLText {
    let columns = Self.rowColumns(position: "t.key", extras: extras)
    let from = found.isEmpty ? source.fromSQL() : source.itemSQL()
    return
      "SELECT \(columns) FROM \(from)\(Self.whereSQL(found + source.conditions() + filters))"
      + "\(source.firstSQL()) LIMIT 1"
  }

  /// One row that is in no table, so that something can be expanded below it.
  ///
  /// - Parameters:
  ///   - id: SQL for its id.
  ///   - isSoftDeleted: rows of its type have the moment of their deletion, which is computed from.
  package static func constantSQL(
    type: String, id: SQLText, properties: String, isSoftDeleted: Bool, extras: [SQLText]
  ) -> SQLText {
    let row = "SELECT \(literal(type)) AS type, \(id) AS id, \(literal(properties)) AS properties"
    let rest = isSoftDeleted ? "NULL AS key, NULL AS deleted" : "NULL AS key"
    return "SELECT \(rowColumns(position: "NULL", extras: extras)) FROM (\(row), \(rest)) t"
  }

  package var countSQL: SQLText {
    "SELECT NULL, NULL, NULL, count(*) FROM \(source.fromSQL())\(Self.whereSQL(source.conditions() + filters))"
  }

  /// The number of rows of a query that somebody else wrote.
  package static func countSQL(of query: SQLText) -> SQLText {
    "SELECT NULL, NULL, NULL, count(*) FROM (\(query))"
  }

  /// All rows as one JSON array: what an expanded collection is. No row, no limit of pages.
  ///
  /// - Parameter item: SQL for the JSON text of one row.
  package func arraySQL(
    alias: String, parent: SQLText, item: SQLText, limit: Int?, offset: Int? = nil
  ) -> SQLText {
    let conditions = source.conditions(alias: alias, parent: parent) + filters
    let bounds = limit.map { " LIMIT \($0)" } ?? (offset == nil ? "" : " LIMIT -1")
    let skip = offset.map { " OFFSET \($0)" } ?? ""
    let from = source.fromSQL(alias: alias, parent: parent) + Self.whereSQL(conditions)
    if self.order.isEmpty, limit != nil, offset == nil, source.isFoundOneByOne {
      // The first that are found are enough. SQLite would sort before it counts, and so find them all, were they not
      // put aside first.
      let found = "SELECT \(item) AS r, \(source.positionSQL(alias: alias)) AS p FROM \(from)\(bounds)"
      return
        "(SELECT '[' || coalesce(group_concat(r, ','), '') || ']' FROM (WITH found AS MATERIALIZED"
        + " (\(found)) SELECT r FROM found ORDER BY p))"
    }
    let order = (self.order.map(Self.orderSQL) + [source.positionSQL(alias: alias)]).joined(separator: ", ")
    return "(SELECT '[' || coalesce(group_concat(r, ','), '') || ']' FROM (SELECT \(item) AS r"
      + " FROM \(from) ORDER BY \(order)\(bounds)\(skip)))"
  }

  /// One row as JSON text, NULL when there is none: what an expanded single value is.
  package func objectSQL(alias: String, parent: SQLText, item: SQLText) -> SQLText {
    let conditions = source.conditions(alias: alias, parent: parent) + filters
    return "(SELECT \(item) FROM \(source.fromSQL(alias: alias, parent: parent))"
      + "\(Self.whereSQL(conditions))\(source.firstSQL(alias: alias)) LIMIT 1)"
  }

  /// The number of rows below a row of an outer query.
  package func nestedCountSQL(alias: String, parent: SQLText) -> SQLText {
    let conditions = source.conditions(alias: alias, parent: parent) + filters
    return
      "(SELECT count(*) FROM \(source.fromSQL(alias: alias, parent: parent))\(Self.whereSQL(conditions)))"
  }

  /// The representation of a row as JSON text.
  package static func renderSQL(_ projection: Projection, alias: String) -> SQLText {
    let columns = rowColumns(position: "NULL", extras: projection.extras, alias: alias)
    return "render(\(projection.identifier), \(columns))"
  }

  private static func rowColumns(position: SQLText, extras: [SQLText], alias: String = "t") -> SQLText {
    (["\(alias).type", "\(alias).id", "\(alias).properties", position] + extras).joined(separator: ", ")
  }

  private static func whereSQL(_ conditions: [SQLText]) -> SQLText {
    conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
  }

  private var orderSQL: SQLText {
    (order.map(Self.orderSQL) + [source.positionSQL()]).joined(separator: ", ")
  }

  private static func orderSQL(_ order: Order) -> SQLText {
    order.isDescending ? order.sql + " DESC" : order.sql
  }

  /// The rows after the cursor: for keys a, b and the position p, with the cursor in `?4` and up,
  /// `a > ?4 OR a IS ?4 AND (b > ?5 OR b IS ?5 AND p > ?6)`.
  ///
  /// SQLite sorts NULL before everything, so a NULL cursor has every value after it.
  private var cursorSQL: SQLText {
    var parameter = 4 + order.count
    var text = "\(source.positionSQL()) > ?\(parameter)"
    for key in order.reversed() {
      parameter -= 1
      text = "(\(Self.afterSQL(key, "?\(parameter)")) OR \(key.sql) IS ?\(parameter) AND \(text))"
    }
    return text
  }

  private static func afterSQL(_ key: Order, _ cursor: SQLText) -> SQLText {
    key.isDescending
      ? "(\(key.sql) < \(cursor) OR \(key.sql) IS NULL AND \(cursor) IS NOT NULL)"
      : "(\(key.sql) > \(cursor) OR \(key.sql) IS NOT NULL AND \(cursor) IS NULL)"
  }
}
