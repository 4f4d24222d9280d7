package import EntityModel
package import JSON

/// Objects of a collection that are there before anybody has made them (`NamedObject`): rows of a query beside those of the
/// table, until the table has one with that id at that place.
///
/// Their keys are below zero, so that they come first and nothing hangs off them.
package struct NamedRows: Sendable {
  private let rows: [(object: NamedObject, type: StructuredType)]
  private var objects: [NamedObject] { rows.map(\.object) }

  /// - Parameter type: what one of them is, in the names of the store; nil: there is no such object.
  package init?(_ objects: [NamedObject], type: (NamedObject) -> StructuredType?) {
    rows = objects.compactMap { object in type(object).map { (object, $0) } }
    guard !rows.isEmpty else { return nil }
  }

  /// The id that a key in a path means; nil where it is none of the names.
  package func identifier(_ key: String) -> String? { objects.named(key)?.name }

  /// What the object of that id has as long as it has no row.
  package func properties(of id: String) -> JSONObject? { objects.first { $0.name == id }?.properties }

  /// All rows, those that are stored and those that are not.
  ///
  /// - Parameter stored: the table, or a query of it.
  func sql(
    _ table: EntityTable, _ place: RowSource.Relation, parent: SQLText, beside stored: SQLText
  ) -> SQLText {
    let columns = table.columnDefinitions.map { quoted($0.name) }.joined(separator: ", ")
    let values = table.columnDefinitions.map { value($0.name, table, place, parent) }.joined(separator: ", ")
    let there =
      "SELECT 1 FROM \(quoted(table.name)) r WHERE r.id = n.column2" + condition(table, place, parent)
    return
      "(SELECT \(columns) FROM \(stored) UNION ALL SELECT \(values) FROM (VALUES \(rows(table))) n"
      + " WHERE NOT EXISTS (\(there)))"
  }

  private func rows(_ table: EntityTable) -> SQLText {
    rows.map { object, type in
      let number = table.number(ofName: object.name)
      return
        "(\(number), \(literal(object.name)), \(literal(text(object, type))), \(literal(type.name)))"
    }.joined(separator: ", ")
  }

  /// In the order in which the store writes properties.
  private func text(_ object: NamedObject, _ type: StructuredType) -> String {
    let members = type.properties.compactMap { property in
      (object.properties[property.name] ?? property.defaultValue).map {
        JSONObject.Member(name: property.name, value: $0)
      }
    }
    return JSONValue.object(JSONObject(members)).text
  }

  private func value(
    _ column: String, _ table: EntityTable, _ place: RowSource.Relation, _ parent: SQLText
  ) -> SQLText {
    switch column {
    case "key": EntityTable.namedKeySQL("n.column1", owner: owner(place, parent))
    case "id": "n.column2"
    case "type": "n.column4"
    case "properties": "n.column3"
    case "owner": owner(place, parent) ?? "NULL"
    case "place": place.place?.firstName.map(literal) ?? "NULL"
    default:
      table.folded.first { EntityTable.foldedColumn($0) == column }
        .map { EntityTable.foldedSQL($0, of: "n.column3") } ?? "NULL"
    }
  }

  private func owner(_ place: RowSource.Relation, _ parent: SQLText) -> SQLText? {
    if case .owned = place { parent } else { nil }
  }

  /// That a row of the table is at the place.
  private func condition(_ table: EntityTable, _ place: RowSource.Relation, _ parent: SQLText) -> SQLText {
    var conditions: [SQLText] = []
    if case .owned = place {
      conditions.append("r.owner IS \(parent)")
    } else if table.hasOwner {
      conditions.append("r.owner IS NULL")
    }
    conditions += place.place?.conditions(prefix: "r.") ?? []
    return conditions.map { " AND " + $0 }.joined()
  }
}
