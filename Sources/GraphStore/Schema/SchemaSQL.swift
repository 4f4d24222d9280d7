import EntityModel

extension StoreSchema {
  /// What makes an empty database with all tables that are not late, and their indexes; views come from the rules.
  package var creationSQL: [String] {
    own(tables).flatMap(\.creationSQL) + own(links).flatMap(\.creationSQL)
  }

  /// Stand-ins for all tables but those that are there at the beginning.
  func standInSQL(except there: Set<String>) -> [SQLText] {
    StandIn.all(tables, links).filter { !there.contains($0.name) }.map(\.creationSQL)
  }

  /// Views that the model has and no rule makes: empty, so that a query through them finds nothing.
  package var missingViewSQL: [String] {
    tables.filter { missingViews.contains($0.name) }.map(\.emptyViewSQL)
      + links.filter { missingViews.contains($0.name) }.map(\.emptyViewSQL)
  }

  private func own(_ tables: [EntityTable]) -> [EntityTable] { tables.filter { !$0.isView && !$0.isLate } }

  private func own(_ links: [LinkTable]) -> [LinkTable] { links.filter { !$0.isView && !$0.isLate } }
}

/// A row of `sqlite_stat1`: about how many rows the table has, and how many share a value of the index's columns.
///
/// It never changes: without any, SQLite thinks that a type is a better choice than an indexed property for ranges, and
/// measured ones would make plans depend on the data of the day.
private struct IndexStatistics {
  let table: String
  let index: String
  /// How many rows share a value of the first column, of the first two, and so on.
  let shared: String

  var sql: SQLText {
    "INSERT INTO sqlite_stat1 VALUES (\(literal(table)), \(literal(index)), \(literal("\(Self.rows) \(shared)")))"
  }

  /// More than SQLite takes a recursive query to give: where it expects more rows to look for than a table has, it
  /// first walks over the whole table for a filter of its keys, whatever few are looked for.
  private static let rows = 4_000_000
}

extension EntityTable {
  fileprivate var creationSQL: [String] { [tableSQL] + indexSQL }

  private var tableSQL: SQLText {
    "CREATE TABLE \(quoted(name)) (\(columnDefinitions.map(\.sql).joined(separator: ", ")))"
  }

  var indexSQL: [SQLText] { firstIndexSQL + laterIndexSQL }

  private var firstIndexSQL: [SQLText] { [idIndexSQL] + placeIndexes.map(placeIndexSQL) }

  /// Those that a table of a few rows is as quick without: each takes a page of the file, and some tables have dozens.
  fileprivate var laterIndexSQL: [SQLText] {
    (hasTypeIndex ? [typeIndexSQL] : []) + references.map(referenceIndexSQL) + indexed.map(indexSQL)
      + unique.map(uniqueIndexSQL)
  }

  /// What a table needs that grows.
  var growthSQL: [SQLText] { laterIndexSQL + laterStatistics.map(\.sql) }

  /// What tells a table that has grown from one that has not; nil for one that needs nothing for that.
  var laterIndex: String? {
    (hasTypeIndex ? "type" : (references + indexed + unique).first).map { name + "_" + $0 }
  }

  /// A column as `CREATE TABLE` has it.
  struct ColumnDefinition {
    let name: String
    let sql: SQLText
    /// With the words that a table with rows takes for a new column too.
    let additionSQL: SQLText

    init(_ name: String, _ type: String, isNullable: Bool = true) {
      self.name = name
      let quotedName = quoted(name)
      additionSQL = type.isEmpty ? quotedName : "\(quotedName) \(type)"
      sql = additionSQL + (isNullable ? "" : " NOT NULL")
    }

    /// Of those that every table has.
    init(_ name: String, text: SQLText) { (self.name, sql, additionSQL) = (name, text, text) }
  }

  var columnDefinitions: [ColumnDefinition] {
    var all = [
      ColumnDefinition("key", text: "key INTEGER PRIMARY KEY"),
      ColumnDefinition("id", text: "id TEXT NOT NULL" + (hasGivenIds ? " COLLATE NOCASE" : "")),
      ColumnDefinition("type", text: "type TEXT NOT NULL"),
    ]
    if hasOwner { all.append(ColumnDefinition("owner", text: "owner INTEGER")) }
    if hasPlace { all.append(ColumnDefinition("place", text: "place TEXT")) }
    if isSoftDeleted { all.append(ColumnDefinition("deleted", text: "deleted TEXT")) }
    all += references.map { ColumnDefinition($0, "INTEGER") }
    all += columns.map { ColumnDefinition($0.name, Self.affinity($0), isNullable: $0.isNullable) }
    all.append(ColumnDefinition("properties", text: "properties TEXT NOT NULL"))
    // After the text, which is read most; without a type, as values of any kind are folded.
    return all + folded.map { ColumnDefinition(Self.foldedColumn($0), "") }
  }

  /// Gives rows the folded values that they have not, since the columns are newer than they are.
  var fillingSQL: [SQLText] {
    folded.map { name in
      let column = quoted(Self.foldedColumn(name))
      let value = Self.foldedSQL(name, of: "properties")
      return
        "UPDATE \(quoted(self.name)) SET \(column) = \(value) WHERE \(column) IS NULL AND \(value) IS NOT NULL"
    }
  }

  private static func affinity(_ property: Property) -> String {
    switch property.type.element {
    case .primitive(.boolean), .primitive(.byte), .primitive(.sbyte), .primitive(.int16), .primitive(.int32),
      .primitive(.int64):
      "INTEGER"
    case .primitive(.double), .primitive(.single), .primitive(.decimal): "REAL"
    default: "TEXT"
    }
  }

  private var idIndexSQL: String {
    "CREATE UNIQUE INDEX \(quoted(name + "_id")) ON \(quoted(name)) (\(idColumns.joined(separator: ", ")))"
  }

  /// Whatever else leads to a table of the groundwork, its ids are as unique as they were.
  private var idColumns: [String] {
    if isLate { return (hasOwner ? ["owner"] : []) + (hasPlace ? ["place"] : []) + ["id"] }
    return isFoundById ? ["id"] : ["owner", "id"]
  }

  private var hasTypeIndex: Bool { !isLate || hasSeveralTypes }

  /// By what else rows are found where there are places.
  private var placeIndexes: [String] {
    guard hasPlace else { return [] }
    return isLate ? (isFoundById ? ["alone"] : []) : ["place"]
  }

  private func placeIndexSQL(_ suffix: String) -> String {
    let columns = suffix == "alone" ? "id" : "owner, place"
    return "CREATE INDEX \(quoted(name + "_" + suffix)) ON \(quoted(name)) (\(columns))"
  }

  private var typeIndexSQL: String {
    "CREATE INDEX \(quoted(name + "_type")) ON \(quoted(name)) (type)\(isSoftDeleted ? " WHERE deleted IS NULL" : "")"
  }

  private func referenceIndexSQL(_ column: String) -> String {
    "CREATE INDEX \(quoted(name + "_" + column)) ON \(quoted(name)) (\(quoted(column)))"
  }

  private func indexSQL(_ property: String) -> String {
    "CREATE INDEX \(quoted(name + "_" + property)) ON \(quoted(name)) (\(quoted(Self.foldedColumn(property))))"
  }

  /// Types of one hierarchy may each have a property of that name: an application and what stands for it in a tenant.
  private func uniqueIndexSQL(_ property: String) -> String {
    let column = quoted(Self.foldedColumn(property))
    return "CREATE UNIQUE INDEX \(quoted(name + "_" + property)) ON \(quoted(name)) (\(column), type)"
      + (isSoftDeleted ? " WHERE deleted IS NULL" : "")
  }
}

extension EntityTable {
  var statisticsSQL: [SQLText] { statistics.map(\.sql) }

  private var statistics: [IndexStatistics] { firstStatistics + laterStatistics }

  private var firstStatistics: [IndexStatistics] {
    [row("id", ["1", "10 1", "10 10 1"][idColumns.count - 1])]
      + placeIndexes.map { row($0, $0 == "alone" ? "1" : "10 10") }
  }

  private var laterStatistics: [IndexStatistics] {
    (hasTypeIndex ? [row("type", "800000")] : []) + references.map { row($0, "10") }
      + indexed.map { row($0, "5") } + unique.map { row($0, "1 1") }
  }

  private func row(_ suffix: String, _ shared: String) -> IndexStatistics {
    IndexStatistics(table: name, index: name + "_" + suffix, shared: shared)
  }

  fileprivate var emptyViewSQL: String { "CREATE VIEW \(quoted(name)) AS \(nothingSQL)" }

  /// What the engine reads of it where it is a view.
  var viewColumns: [String] {
    ["key", "id", "type", "owner", "place", "deleted", "position", "properties"] + references
      + columns.map(\.name) + folded.map(Self.foldedColumn)
  }

  /// A query with its columns and no rows.
  var nothingSQL: SQLText {
    let nulls = viewColumns.map { "NULL AS \(quoted($0))" }.joined(separator: ", ")
    return "SELECT \(nulls) WHERE 0"
  }

  /// What makes the table in a database that is in use; SQLite then has to read the statistics.
  var completeSQL: [SQLText] {
    (isLate ? [] : [StandIn(self).removalSQL]) + [tableSQL] + firstIndexSQL + firstStatistics.map(\.sql)
  }
}

extension LinkTable {
  fileprivate var statistics: [IndexStatistics] {
    [
      IndexStatistics(table: name, index: name + "_target", shared: "10"),
      IndexStatistics(table: name, index: name + "_source", shared: "10 1 1"),
    ]
  }

  fileprivate var emptyViewSQL: String {
    "CREATE VIEW \(quoted(name)) AS \(nothingSQL)"
  }

  /// A query with its columns and no rows.
  var nothingSQL: SQLText { "SELECT NULL AS source, NULL AS target, NULL AS position WHERE 0" }

  /// What makes the table in a database that is in use; SQLite then has to read the statistics.
  var completeSQL: [SQLText] {
    (isLate ? [] : [StandIn(self).removalSQL]) + creationSQL + statistics.map(\.sql)
  }

  fileprivate var creationSQL: [String] {
    [
      """
      CREATE TABLE \(quoted(name)) (position INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,
        target INTEGER NOT NULL, UNIQUE (source, target))
      """,
      "CREATE INDEX \(quoted(name + "_target")) ON \(quoted(name)) (target)",
      // A page of a large collection is read in the order of joining, without a look at the rest of it.
      "CREATE INDEX \(quoted(name + "_source")) ON \(quoted(name)) (source, position, target)",
    ]
  }
}
