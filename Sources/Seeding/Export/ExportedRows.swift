import EntityModel
import GRDB
import GraphStore

/// The rows that one collection of an export holds, in order of creation, read in portions.
struct ExportedRows {
  private let table: EntityTable
  private let condition: String
  private let arguments: StatementArguments
  private let transaction: WriteTransaction

  private static let portion = 1000

  /// The objects whose kind lives in the set.
  init(home: String, _ type: StructuredType, _ transaction: WriteTransaction) throws {
    let types = Self.family(of: type, transaction.model).filter { $0.traits.home == home }
    try self.init(type, types, "", [], transaction)
  }

  init(deleted type: StructuredType, _ transaction: WriteTransaction) throws {
    let table = try transaction.table(type.name)
    self.init(
      table: table, condition: table.isSoftDeleted ? "deleted IS NOT NULL" : "0", arguments: [],
      transaction: transaction)
  }

  /// The children of an object; those of nobody for nil.
  init(owner: Int64?, _ type: StructuredType, _ transaction: WriteTransaction) throws {
    let table = try transaction.table(type.name)
    let condition = table.hasOwner ? "owner IS ?" : owner == nil ? "? IS NULL" : "0 AND ?"
    try self.init(type, Self.family(of: type, transaction.model), condition, [owner], transaction)
  }

  /// The objects whose reference is to an object.
  init(column: String, key: Int64, _ type: StructuredType, _ transaction: WriteTransaction) throws {
    try self.init(
      type, Self.family(of: type, transaction.model), "\(quoted(column)) = ?", [key], transaction)
  }

  private init(
    _ type: StructuredType, _ types: [StructuredType], _ condition: String, _ arguments: StatementArguments,
    _ transaction: WriteTransaction
  ) throws {
    let table = try transaction.table(type.name)
    var conditions = condition.isEmpty ? [] : [condition]
    conditions.append("type IN (\(types.map { literal($0.name) }.joined(separator: ", ")))")
    if table.isSoftDeleted { conditions.append("deleted IS NULL") }
    self.init(
      table: table, condition: conditions.joined(separator: " AND "), arguments: arguments,
      transaction: transaction)
  }

  private init(
    table: EntityTable, condition: String, arguments: StatementArguments, transaction: WriteTransaction
  ) {
    self.table = table
    self.condition = condition
    self.arguments = arguments
    self.transaction = transaction
  }

  private static func family(of type: StructuredType, _ model: EntityModel) -> [StructuredType] {
    model.family(of: type).filter { !$0.isAbstract }
  }

  func forEach(_ body: (Entity) throws -> Void) throws {
    var last: Int64 = 0
    while true {
      let rows = try transaction.entities(
        table, where: condition + " AND key > ?", arguments + [last], limit: Self.portion)
      for row in rows { try body(row) }
      guard rows.count == Self.portion, let key = rows.last?.key else { return }
      last = key
    }
  }

  func first() throws -> Entity? {
    try transaction.entities(table, where: condition, arguments, limit: 1).first
  }
}
