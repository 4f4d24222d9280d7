import GRDB

/// The tables that are made when something is first written to them; until then whoever reads finds nothing there.
///
/// A stand-in is there for each one of our own (`StandIn`). For the others there is none, since there may be many; SQLite
/// says while it prepares a statement which table is missing, so that who has all tables pays nothing for that.
struct LateTables: Sendable {
  private var tables: [String: EntityTable] = [:]
  private var links: [String: LinkTable] = [:]

  init(_ tables: [EntityTable], _ links: [LinkTable]) {
    for table in tables where !table.isView { self.tables[table.name] = table }
    for link in links where !link.isView { self.links[link.name] = link }
  }

  func has(_ name: String) -> Bool { tables[name] != nil || links[name] != nil }

  /// - Throws: `StoreError.needsMetadata` where a database has tables of what came with further metadata, and the model has
  ///   not: they are called by the whole name of a type, which no other table is.
  func checkTables(of db: Database, _ path: String) throws {
    let names = try String.fetchAll(
      db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND instr(name, '.') ORDER BY name")
    if let name = names.first(where: { !has($0) }) {
      throw StoreError.needsMetadata(path: path, of: name)
    }
  }

  /// What makes the table; nil for a name of no table.
  func creationSQL(_ name: String) -> [SQLText]? {
    tables[name]?.completeSQL ?? links[name]?.completeSQL
  }

  /// Prepares a statement that only reads, for a database that has not all tables.
  ///
  /// - Parameter prepare: throws what SQLite says.
  /// - Returns: the statement, and whether it reads all that it should; else it is good for this one state alone.
  func preparing<Statement>(
    _ sql: SQLText, _ prepare: (SQLText) throws -> Statement
  ) throws -> (statement: Statement, isWhole: Bool) {
    var text = sql
    while true {
      do { return (try prepare(text), text == sql) } catch let error as DatabaseError {
        guard let name = missing(error), let nothing = nothing(name) else { throw error }
        let rest = text.replacing(quoted(name), with: nothing)
        guard rest != text else { throw error }
        text = rest
      }
    }
  }

  /// The table that an error of SQLite says is missing; nil for another error, and for a table of another kind.
  ///
  /// Where others make tables meanwhile, SQLite reads the schema anew, and says that it changed once more.
  func missing(_ error: DatabaseError) -> String? {
    let start = "no such table: "
    guard [.SQLITE_ERROR, .SQLITE_SCHEMA].contains(error.resultCode), let message = error.message,
      message.hasPrefix(start)
    else {
      return nil
    }
    let name = message.dropFirst(start.count)
    let own = name.hasPrefix("main.") && !has(String(name)) ? name.dropFirst(5) : name
    return has(String(own)) ? String(own) : nil
  }

  /// A query with the columns of the table and no rows.
  private func nothing(_ name: String) -> SQLText? {
    (tables[name]?.nothingSQL ?? links[name]?.nothingSQL).map { "(\($0))" }
  }
}
