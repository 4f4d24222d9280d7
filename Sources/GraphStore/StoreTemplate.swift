import GRDB
import GRDBSQLite
import Locks

/// The database that every new one begins as: it is made once, and from then on its bytes are copied.
///
/// A class because all stores of a model share what was made.
package final class StoreTemplate: Sendable {
  /// What makes the tables, indexes and views of a database that was emptied.
  let creationSQL: [String]
  /// The tables that come later.
  let making: TableMaking
  private let schema: StoreSchema
  private let extensions: [StoreExtension]
  private let columns: String
  private let keeping: Keeping
  private let made = Lock<[UInt8]?>(nil)

  /// Finds what was made of a text before, or makes it.
  package typealias Keeping = @Sendable (_ text: [UInt8], _ make: () throws -> [UInt8]) throws -> [UInt8]

  /// Changes with the tables: a database of another version is refused, never half understood.
  package static let version = "10"

  /// Earlier ones whose databases are used as they are: in those of "9" all tables and indexes are there from the
  /// beginning.
  package static let usableVersions: Set = ["9", version]

  /// Tables of the store itself.
  fileprivate static let parts = [Outbox.part, StreamTable.part, UploadTable.part, FormerRows.part]

  /// - Parameter keeping: keeps what is made for other processes.
  package init(
    _ schema: StoreSchema, _ extensions: [StoreExtension],
    keeping: @escaping Keeping = { _, make in try make() }
  ) {
    self.schema = schema
    self.extensions = extensions
    self.keeping = keeping
    columns = schema.allColumns.mark
    let making = TableMaking(
      schema, Self.parts + extensions.flatMap(\.parts), extensions.flatMap(\.views))
    self.making = making
    creationSQL = Self.creationSQL(schema, extensions, making, with: [])
  }

  /// - Parameter more: tables that are to be there beside those that every database has.
  private static func creationSQL(
    _ schema: StoreSchema, _ extensions: [StoreExtension], _ making: TableMaking, with more: Set<String>
  ) -> [SQLText] {
    let ruleSQL = extensions.flatMap(\.creationSQL)
    let named = names(ruleSQL).union(extensions.flatMap(\.firstTables)).union(more)
    let first = making.tables(for: named, besides: [])
    let there = Set(first)
    let views = extensions.flatMap(\.views).filter { !making.isLate($0) }
    return ["ANALYZE"] + schema.standInSQL(except: there) + making.standInSQL(except: there)
      + making.creationSQL(of: first, besides: []) + ruleSQL + views.map(\.creationSQL)
      + schema.missingViewSQL
  }

  /// All words of SQL: a trigger or an index of a rule needs the tables that it names.
  private static func names(_ sql: [SQLText]) -> Set<String> {
    var names: Set<String> = []
    for text in sql {
      for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" }) {
        names.insert(String(word))
      }
    }
    return names
  }

  /// Functions that the SQL of stores calls.
  static func installFunctions(_ extensions: [StoreExtension], on db: Database) throws {
    try db.add(function: TextFunction.fold)
    try db.add(function: TextFunction.instant)
    try db.installExpressionFunctions()
    for part in extensions { try part.functions(db) }
  }

  /// A database file of SQLite with nothing in it.
  var bytes: [UInt8] {
    get throws {
      try made.withLock { made in
        if let made { return made }
        let model = EmulatorTable.settingSQL(.model, columns)
        let bytes = try Self.shared([model] + creationSQL, extensions, keeping)
        made = bytes
        return bytes
      }
    }
  }

  // MARK: Making

  /// By what makes them: emulators that are in one process have the same.
  private static let all = Lock<[[String]: [UInt8]]>([:])

  private static func shared(
    _ creationSQL: [String], _ extensions: [StoreExtension], _ keeping: Keeping
  ) throws -> [UInt8] {
    try all.withLock { all in
      if let found = all[creationSQL] { return found }
      let text = [version, String(cString: sqlite3_sourceid())] + creationSQL
      let bytes = try keeping(Array(text.joined(separator: ";\n").utf8)) { try make(creationSQL, extensions) }
      all[creationSQL] = bytes
      return bytes
    }
  }

  private static func make(_ creationSQL: [String], _ extensions: [StoreExtension]) throws -> [UInt8] {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    configuration.prepareDatabase { db in try installFunctions(extensions, on: db) }
    let memory = try DatabaseQueue(configuration: configuration)
    let statements = beginning + creationSQL
    return try memory.inDatabase { db in
      guard let handle = db.sqliteConnection else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
      // As on the connections of stores.
      sqlite3_set_authorizer(handle, nil, nil)
      try db.inTransaction {
        try run(statements, on: handle)
        return .commit
      }
      return try fileBytes(of: handle)
    }
  }

  /// What every database has that is not emptied with it.
  private static let beginning =
    [EmulatorTable.creationSQL, EmulatorTable.settingSQL(.schema, version)] + ChangeLog.creationSQL

  /// All in one: what GRDB does around each statement costs more than most of these.
  private static func run(_ statements: [String], on handle: OpaquePointer) throws {
    let text = statements.joined(separator: ";\n")
    let code = sqlite3_exec(handle, text, nil, nil, nil)
    guard code == SQLITE_OK else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(handle)))
    }
  }

  /// A database in memory that has what a query reads as large tenants have it, and no rows.
  func planDatabase(for sql: SQLText) throws -> DatabaseQueue {
    let names = making.tables(in: sql)
    let grown = schema.tables.filter { names.contains($0.name) }.flatMap(making.growthSQL)
    let statements =
      Self.beginning + Self.creationSQL(schema, extensions, making, with: names) + grown
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let memory = try DatabaseQueue(configuration: configuration)
    try memory.inDatabase { db in
      guard let handle = db.sqliteConnection else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
      sqlite3_set_authorizer(handle, nil, nil)
      try Self.run(statements, on: handle)
      // No table needs them; whoever listens for what is run hears of no tables but the tenant's.
      try Self.installFunctions(extensions, on: db)
      ProjectionRegistry().install(on: handle)
    }
    return memory
  }

  private static func fileBytes(of handle: OpaquePointer) throws -> [UInt8] {
    var size: sqlite3_int64 = 0
    guard let start = sqlite3_serialize(handle, "main", &size, 0) else {
      throw DatabaseError(resultCode: .SQLITE_NOMEM)
    }
    defer { sqlite3_free(start) }
    var bytes = Array(UnsafeBufferPointer(start: start, count: Int(size)))
    // Its file has a log (SQLite's file format, 1.3.3); in memory there can be none.
    for place in [18, 19] { bytes[place] = 2 }
    return bytes
  }
}

extension StoreSchema {
  /// Those of the model's tables and of the store's own: a database that was made before has not all of them.
  var allColumns: SchemaColumns { columns.adding(StoreTemplate.parts) }
}
