import EntityModel
import GRDB
import JSON

/// Puts the members of what a database keeps into the order of the model, in which they are read: where more metadata came
/// along, a type may have others before its own.
struct ArrangedRows {
  private let schema: StoreSchema

  private static let portion = 1000

  init(_ schema: StoreSchema) { self.schema = schema }

  func settle(_ db: Database) throws {
    let there = try Set(String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'"))
    for table in schema.tables where !table.isView && there.contains(table.name) {
      var last: Int64? = 0
      while let key = last { last = try arrange(table.name, after: key, db) }
    }
  }

  /// - Returns: the last key of a portion of rows; nil where there are no more.
  private func arrange(_ table: String, after key: Int64, _ db: Database) throws -> Int64? {
    let sql = """
      SELECT key, type, properties FROM \(quoted(table)) WHERE key > ? ORDER BY key LIMIT \(Self.portion)
      """
    let rows = try Row.fetchAll(db, sql: sql, arguments: [key])
    for row in rows {
      guard let type = schema.model.type(row[1] as String), let text = arranged(row[2], type) else {
        continue
      }
      let key: Int64 = row[0]
      try db.cachedStatement(sql: "UPDATE \(quoted(table)) SET properties = ? WHERE key = ?")
        .execute(arguments: [text, key])
    }
    return rows.count == Self.portion ? rows.last.map { $0[0] } : nil
  }

  /// Members that the type does not have come last, as they came, and those that another version wrote otherwise get the
  /// name of now; nil for a text that is in order.
  private func arranged(_ text: String, _ type: StructuredType) -> String? {
    // The store wrote the text: it is JSON.
    guard let written = (try? JSONValue.parse(text))?.objectValue?.members else { return nil }
    let members = named(written, type)
    let places = members.map { type.position($0.name) ?? .max }
    let isInOrder = !zip(places, places.dropFirst()).contains { $0 > $1 }
    guard !isInOrder || JSONObject(members) != JSONObject(written) else { return nil }
    let order = places.indices.sorted { (places[$0], $0) < (places[$1], $1) }
    return JSONValue.object(JSONObject(order.map { members[$0] })).text
  }

  /// Two versions may write a name with other capital letters, of which one alone was known then.
  private func named(_ members: [JSONObject.Member], _ type: StructuredType) -> [JSONObject.Member] {
    members.map { member in
      guard let property = type.property(member.name) else { return member }
      return JSONObject.Member(name: property.storedName, value: named(member.value, property.type))
    }
  }

  private func named(_ value: JSONValue, _ reference: TypeReference) -> JSONValue {
    guard case .structured(let name) = reference.element, let declared = schema.model.type(name) else {
      return value
    }
    switch value {
    case .array(let elements): return .array(elements.map { named($0, reference) })
    case .object(let object):
      let type = object["@odata.type"]?.stringValue.flatMap { schema.model.type(annotation: $0) } ?? declared
      return .object(JSONObject(named(object.members, type)))
    case .null, .bool, .number, .string: return value
    }
  }
}
