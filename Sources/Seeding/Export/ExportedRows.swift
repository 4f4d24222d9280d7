import EntityModel
import GRDB
import GraphStore

/// The rows that one collection of an export holds, in order of creation, read in portions.
struct ExportedRows {
  private let table: EntityTable
  /// What holds for them whoever's they are.
  private let condition: String
  /// The column by which they belong to an object.
  private let column: String?
  private var key: Int64?
  private let transaction: WriteTransaction
  /// A portion of them.
  private let sql: String

  private static let portion = 1000

  /// The objects whose kind lives in the set.
  init(home: String, _ type: StructuredType, _ transaction: WriteTransaction) throws {
    let types = Self.family(of: type, transaction.model).filter { $0.traits.home == home }
    // What an object contains stands there, though the set has it too.
    let own = try transaction.table(type.name).hasPlace ? ["owner IS NULL", "place IS NULL"] : []
    try self.init(type, types, own, nil, transaction)
  }

  init(deleted type: StructuredType, _ transaction: WriteTransaction) throws {
    let table = try transaction.table(type.name)
    self.init(table, table.isSoftDeleted ? ["deleted IS NOT NULL"] : ["0"], nil, transaction)
  }

  /// The objects of a type that are nobody's children.
  init(ownedByNobody type: StructuredType, at place: ContainedPlace, _ transaction: WriteTransaction) throws {
    let conditions = try transaction.table(type.name).hasOwner ? ["owner IS NULL"] : []
    try self.init(
      type, Self.family(of: type, transaction.model), conditions + place.conditions(), nil, transaction)
  }

  /// Those that a column leads from to an object, which `of` names: `owner` for its children.
  init(
    column: String, at place: ContainedPlace = .only, _ type: StructuredType, _ transaction: WriteTransaction
  ) throws {
    try self.init(type, Self.family(of: type, transaction.model), place.conditions(), column, transaction)
  }

  private init(
    _ type: StructuredType, _ types: [StructuredType], _ conditions: [String], _ column: String?,
    _ transaction: WriteTransaction
  ) throws {
    let table = try transaction.table(type.name)
    let names = types.map { literal($0.name) }.joined(separator: ", ")
    self.init(
      table, conditions + ["type IN (\(names))"] + (table.isSoftDeleted ? ["deleted IS NULL"] : []), column,
      transaction)
  }

  private init(
    _ table: EntityTable, _ conditions: [String], _ column: String?, _ transaction: WriteTransaction
  ) {
    (self.table, self.column, self.transaction) = (table, column, transaction)
    condition = conditions.joined(separator: " AND ")
    let own = column.map { "\(quoted($0)) = ? AND " } ?? ""
    sql = table.entitySQL(where: own + condition + " AND key > ?", limit: Self.portion)
  }

  /// Those of one object.
  func of(_ key: Int64) -> ExportedRows {
    var rows = self
    rows.key = key
    return rows
  }

  private static func family(of type: StructuredType, _ model: EntityModel) -> [StructuredType] {
    model.family(of: type).filter { !$0.isAbstract }
  }

  func forEach(_ body: (Entity) throws -> Void) throws {
    var last: Int64 = 0
    while true {
      let rows = try transaction.entities(table, sql: sql, key.map { [$0, last] } ?? [last])
      for row in rows { try body(row) }
      guard rows.count == Self.portion, let key = rows.last?.key else { return }
      last = key
    }
  }

  func first() throws -> Entity? { try transaction.entities(table, where: condition, limit: 1).first }

  /// Whether there are any of any object.
  var isEmpty: Bool {
    get throws {
      let own = column.map { "\(quoted($0)) IS NOT NULL AND " } ?? ""
      let sql = "SELECT EXISTS (SELECT 1 FROM \(quoted(table.name)) WHERE \(own)\(condition))"
      return try !transaction.isThere(table) || Bool.fetchOne(transaction.db, sql: sql) != true
    }
  }
}
