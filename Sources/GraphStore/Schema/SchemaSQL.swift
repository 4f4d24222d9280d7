import EntityModel

extension StoreSchema {
  /// The statements that make an empty database, tables and indexes; views come from the rules.
  package var creationSQL: [String] {
    tables.filter { !$0.isView }.flatMap(\.creationSQL) + links.filter { !$0.isView }.flatMap(\.creationSQL)
  }

  /// Views that the model has and no rule makes: empty, so that a query through them finds nothing.
  package var missingViewSQL: [String] {
    tables.filter { missingViews.contains($0.name) }.map(\.emptyViewSQL)
      + links.filter { missingViews.contains($0.name) }.map(\.emptyViewSQL)
  }

  /// Statistics that never change: without any, SQLite thinks that a type is a better choice than an indexed
  /// property for ranges, and measured ones would make plans depend on the data of the day.
  package var statisticsSQL: [String] {
    let rows =
      tables.filter { !$0.isView }.flatMap(\.statistics) + links.filter { !$0.isView }.flatMap(\.statistics)
    return ["ANALYZE"]
      + rows.map {
        "INSERT INTO sqlite_stat1 VALUES (\(literal($0.table)), \(literal($0.index)), \(literal($0.text)))"
      }
      + ["ANALYZE sqlite_schema"]
  }
}

/// A row of `sqlite_stat1`: about how many rows the table has, and how many share a value of the index's columns.
private struct IndexStatistics {
  let table: String
  let index: String
  /// How many rows share a value of the first column, of the first two, and so on.
  let shared: String

  var text: String { "\(Self.rows) \(shared)" }

  /// More than SQLite takes a recursive query to give: where it expects more rows to look for than a table has, it
  /// first walks over the whole table for a filter of its keys, whatever few are looked for.
  private static let rows = 4_000_000
}

extension EntityTable {
  fileprivate var creationSQL: [String] {
    [tableSQL, idIndexSQL, typeIndexSQL] + references.map(referenceIndexSQL) + indexed.map(indexSQL)
      + unique.map(uniqueIndexSQL)
  }

  private var tableSQL: String {
    var columns = ["key INTEGER PRIMARY KEY", "id TEXT NOT NULL", "type TEXT NOT NULL"]
    if hasOwner { columns.append("owner INTEGER") }
    if isSoftDeleted { columns.append("deleted TEXT") }
    columns += references.map { "\(quoted($0)) INTEGER" }
    columns += self.columns.map {
      "\(quoted($0.name)) \(Self.affinity($0))\($0.isNullable ? "" : " NOT NULL")"
    }
    columns.append("properties TEXT NOT NULL")
    // After the text, which is read most; without a type, as values of any kind are folded.
    columns += folded.map { quoted(Self.foldedColumn($0)) }
    return "CREATE TABLE \(quoted(name)) (\(columns.joined(separator: ", ")))"
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
    let columns = hasOwner ? "owner, id" : "id"
    return "CREATE UNIQUE INDEX \(quoted(name + "_id")) ON \(quoted(name)) (\(columns))"
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
  fileprivate var statistics: [IndexStatistics] {
    func row(_ suffix: String, _ shared: String) -> IndexStatistics {
      IndexStatistics(table: name, index: name + "_" + suffix, shared: shared)
    }
    return [
      row("id", hasOwner ? "10 1" : "1"),
      row("type", "800000"),
    ]
      + references.map { row($0, "10") }
      + indexed.map { row($0, "5") }
      + unique.map { row($0, "1 1") }
  }

  fileprivate var emptyViewSQL: String {
    let columns =
      ["key", "id", "type", "owner", "deleted", "position", "properties"] + references
      + self.columns.map(\.name)
    let nulls = columns.map { "NULL AS \(quoted($0))" }.joined(separator: ", ")
    return "CREATE VIEW \(quoted(name)) AS SELECT \(nulls) WHERE 0"
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
    "CREATE VIEW \(quoted(name)) AS SELECT NULL AS source, NULL AS target, NULL AS position WHERE 0"
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
