import EntityModel

extension StoreSchema {
  /// The statements that make an empty database, tables and indexes; views come from the rules.
  package var creationSQL: [String] {
    tables.filter { !$0.isView }.flatMap(\.creationSQL) + links.filter { !$0.isView }.flatMap(\.creationSQL)
  }
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
    "CREATE INDEX \(quoted(name + "_" + property)) ON \(quoted(name)) (\(foldedSQL(property)))"
  }

  private func uniqueIndexSQL(_ property: String) -> String {
    "CREATE UNIQUE INDEX \(quoted(name + "_" + property)) ON \(quoted(name)) (\(foldedSQL(property)))"
      + (isSoftDeleted ? " WHERE deleted IS NULL" : "")
  }
}

extension LinkTable {
  fileprivate var creationSQL: [String] {
    [
      """
      CREATE TABLE \(quoted(name)) (position INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,
        target INTEGER NOT NULL, UNIQUE (source, target))
      """,
      "CREATE INDEX \(quoted(name + "_target")) ON \(quoted(name)) (target)",
    ]
  }
}

/// An identifier as SQLite wants it: `order` as `"order"`.
package func quoted(_ identifier: String) -> String {
  // Hardly any name has quotes, and looking for one byte costs next to nothing.
  guard identifier.utf8.contains(UInt8(ascii: "\"")) else { return "\"\(identifier)\"" }
  return "\"" + identifier.replacing("\"", with: "\"\"") + "\""
}

/// A text as an SQL literal; for names from the model only, values are bound.
package func literal(_ text: String) -> String {
  "'" + text.replacing("'", with: "''") + "'"
}

/// The expression that case-insensitive comparisons and their indexes share.
///
/// - Parameter prefix: table alias with its dot, or empty inside an index.
package func foldedSQL(_ property: String, prefix: String = "") -> String {
  "fold(json_extract(\(prefix)properties, \(literal("$." + property))))"
}
