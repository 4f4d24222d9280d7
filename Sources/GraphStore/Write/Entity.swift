package import EntityModel
package import GRDB
package import JSON

/// A stored object with everything its row holds.
package struct Entity: Sendable {
  package let key: Int64
  package private(set) var id: String
  /// Of the store's own model.
  package let type: StructuredType
  package var owner: Int64?
  /// In which of the places that its owner has for such objects it is; nil where they are not told apart.
  package var place: String?
  /// Moment of the soft deletion.
  package var deleted: String?
  /// Keys of the objects that single-valued references point to, by property.
  package var references: [String: Int64]
  /// Values of the properties that have a column, by property.
  package var columns: [String: DatabaseValue]
  /// Every other value that is not null, in model order.
  package var properties: JSONObject
}

extension Entity {
  /// The same under another id.
  package func called(_ id: String) -> Entity {
    var entity = self
    entity.id = id
    return entity
  }

  /// The text of a string property.
  package func string(_ name: String) -> String? { properties[name]?.stringValue }

  package func bool(_ name: String) -> Bool? { properties[name]?.boolValue }

  package func strings(_ name: String) -> [String] {
    properties[name]?.arrayValue?.compactMap(\.stringValue) ?? []
  }
}

extension EntityTable {
  /// The columns of a row that `entity(from:model:)` reads, in its order.
  package var entityColumns: String {
    let owner = hasOwner ? "owner" : "NULL"
    let deleted = isSoftDeleted ? "deleted" : "NULL"
    return
      (["key", "id", "type", "properties", owner, deleted] + (references + columns.map(\.name)).map(quoted)
      + (hasPlace ? ["place"] : []))
      .joined(separator: ", ")
  }

  /// The rows that a condition holds for, in order of creation.
  package func entitySQL(where condition: String, limit: Int) -> String {
    "SELECT \(entityColumns) FROM \(quoted(name)) WHERE \(condition) ORDER BY key LIMIT \(limit)"
  }

  /// - Throws: when the row was not written by this model: an unknown type, or text that is no JSON.
  package func entity(from row: Row, model: EntityModel) throws -> Entity {
    let typeName: String = row[2]
    guard let type = model.type(typeName) else { throw StoreError.unknownType(typeName) }
    let text: String = row[3]
    guard case .object(let properties)? = try? JSONValue.parse(text) else {
      throw StoreError.malformedRow(name)
    }
    var references: [String: Int64] = [:]
    for (index, name) in self.references.enumerated() {
      if let key: Int64 = row[6 + index] { references[name] = key }
    }
    var columns: [String: DatabaseValue] = [:]
    for (index, property) in self.columns.enumerated() {
      columns[property.name] = row[6 + self.references.count + index]
    }
    return Entity(
      key: row[0], id: row[1], type: type, owner: row[4],
      place: hasPlace ? row[6 + self.references.count + self.columns.count] : nil,
      deleted: row[5], references: references,
      columns: columns, properties: properties)
  }
}
