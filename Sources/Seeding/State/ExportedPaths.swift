import EntityModel
import GRDB
import GraphStore

/// Writes objects as paths of a seed: `users/{id}`.
struct ExportedPaths {
  let transaction: WriteTransaction

  private var model: EntityModel { transaction.model }

  /// - Parameter type: qualified name of what the reference declares.
  func path(of key: Int64, _ type: String) throws -> String? {
    try path(of: key, in: transaction.table(type))
  }

  /// The path of an object of any kind; nil for one that is gone or deleted.
  func path(of key: Int64) throws -> String? {
    for table in transaction.schema.tables where try !table.isView && transaction.isThere(table) {
      if let path = try path(of: key, in: table) { return path }
    }
    return nil
  }

  private func path(of key: Int64, in table: EntityTable) throws -> String? {
    let owner = table.hasOwner ? "owner" : "NULL"
    let sql =
      "SELECT id, type, \(owner) FROM \(quoted(table.name)) WHERE key = ?\(table.isSoftDeleted ? " AND deleted IS NULL" : "")"
    guard try transaction.isThere(table),
      let row = try Row.fetchOne(transaction.db.cachedStatement(sql: sql), arguments: [key]),
      let type = model.type(row[1])
    else { return nil }
    let id: String = row[0]
    if let home = type.traits.home { return "\(home)/\(id)" }
    guard let parent: Int64 = row[2] else { return "\(type.shortName)/\(id)" }
    return try containing(type, parent).map { "\($0)/\(id)" }
  }

  /// The path of the collection that holds a contained object.
  private func containing(_ type: StructuredType, _ owner: Int64) throws -> String? {
    for holder in model.structuredTypes where holder.kind == .entity {
      let navigation = holder.navigationProperties.first { navigation in
        navigation.containsTarget && model.type(navigation.target).map(type.isKind) == true
      }
      guard let navigation, let table = transaction.schema.table(of: holder), !table.isView,
        let path = try path(of: owner, in: table)
      else { continue }
      return "\(path)/\(navigation.name)"
    }
    return nil
  }
}
