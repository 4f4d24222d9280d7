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

  /// Members that the type does not have come last, as they came; nil for a text that is in order.
  private func arranged(_ text: String, _ type: StructuredType) -> String? {
    // The store wrote the text: it is JSON.
    guard let members = (try? JSONValue.parse(text))?.objectValue?.members else { return nil }
    let places = members.map { type.position($0.name) ?? .max }
    guard zip(places, places.dropFirst()).contains(where: { $0 > $1 }) else { return nil }
    let order = places.indices.sorted { (places[$0], $0) < (places[$1], $1) }
    return JSONValue.object(JSONObject(order.map { members[$0] })).text
  }
}
