package import GRDB
import GRDBSQLite

/// One open database with its prepared statements, used by one thread at a time.
///
/// A class that is handed from thread to thread by the pool that owns it (`TenantStore`); GRDB opens and configures
/// it, and statements of hot reads are stepped on SQLite directly, because a dispatch to a queue and a copy of each
/// text cost as much as the read itself.
package final class Connection: @unchecked Sendable {
  package let queue: DatabaseQueue
  private let handle: OpaquePointer
  private var statements: StatementCache
  private let registry: ProjectionRegistry
  private let watch = StatementWatch()
  private let late: LateTables

  /// - Parameter late: tables that the database need not have.
  init(
    _ file: DatabaseFile, configuration: Configuration, caches: CacheBudget = CacheBudget(),
    late: LateTables = LateTables([], [])
  ) throws {
    self.late = late
    statements = StatementCache(caches)
    queue = try DatabaseQueue(path: file.name, configuration: configuration)
    let registry = ProjectionRegistry()
    self.registry = registry
    // The database may be closed after this object is gone, and what it calls must be there until then.
    registry.watch = watch
    handle = try queue.inDatabase { [watch] db in
      guard let handle = db.sqliteConnection else { throw DatabaseError(resultCode: .SQLITE_CANTOPEN) }
      registry.install(on: handle)
      watch.install(on: handle)
      // GRDB asks what each statement reads, for observers that nobody here has: twice the price of preparing it.
      sqlite3_set_authorizer(handle, nil, nil)
      return handle
    }
  }

  /// Closes the database; nothing may be run afterwards.
  func close() {
    statements.removeAll()
    // A database that cannot be closed now is closed with the last that belongs to it.
    try? queue.close()
  }

  /// Runs statements for a request; they end when it has to.
  ///
  /// - Throws: `InterruptionFailure` or `TrialEnd` in place of what comes of that.
  func during<Result>(_ limit: RequestLimit, _ body: () throws -> Result) throws -> Result {
    try watch.during(limit, body)
  }

  /// The system's number for what went wrong last with the files; 0 when nothing did.
  ///
  /// The connection itself is not told of what fails while it commits, but each file keeps its own.
  var systemError: Int32 {
    let own = sqlite3_system_errno(handle)
    if own != 0 { return own }
    let kept = [SQLITE_FCNTL_JOURNAL_POINTER, SQLITE_FCNTL_FILE_POINTER].lazy.map {
      self.lastError(ofFile: $0)
    }
    return kept.first { $0 != 0 } ?? 0
  }

  /// - Parameter pointer: the operation that asks for the file: that of the database, or of its log.
  private func lastError(ofFile pointer: Int32) -> Int32 {
    var file: UnsafeMutablePointer<sqlite3_file>?
    guard sqlite3_file_control(handle, "main", pointer, &file) == SQLITE_OK, let file,
      let methods = file.pointee.pMethods
    else {
      return 0
    }
    var number: Int32 = 0
    return methods.pointee.xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &number) == SQLITE_OK ? number : 0
  }

  /// Lets all that is read see one state.
  func consistently<Result>(_ body: () throws -> Result) throws -> Result {
    try queue.inDatabase { db in
      try db.execute(sql: "BEGIN")
      defer { try? db.execute(sql: "COMMIT") }  // A read transaction has nothing to lose when its end fails.
      return try body()
    }
  }

  /// Lets all that is read until `endReading` see the state of now, however long that is.
  func beginReading() throws {
    try run("BEGIN")
    // The transaction has no state before its first read.
    do { try run("SELECT 1 FROM sqlite_master LIMIT 1") } catch {
      try? endReading()
      throw error
    }
  }

  func endReading() throws { try run("COMMIT") }

  /// Runs a statement past GRDB, which wants each transaction to end in the function that begins it.
  private func run(_ sql: String) throws {
    try PreparedStatement(sql: sql, on: handle).forEachRow([]) { _ in true }
  }

  /// Finds a value of the table `emulator`.
  func valueStatement() throws -> PreparedStatement {
    try statement(Self.valueIdentifier, "SELECT value FROM emulator WHERE name = ?1")
  }

  /// Finds the bytes of a stream.
  func streamStatement() throws -> PreparedStatement {
    try statement(Self.streamIdentifier, StreamTable.findingSQL)
  }

  /// A statement, prepared at its first use on this connection.
  ///
  /// - Parameters:
  ///   - identifier: of this text alone; below zero when it is no plan's.
  ///   - projection: what its rows are written by.
  func statement(
    _ identifier: Int, _ sql: String, _ projection: Projection? = nil
  ) throws -> PreparedStatement {
    if let found = statements.statement(identifier) { return found }
    let (statement, isWhole) = try late.preparing(sql) {
      try PreparedStatement(sql: $0, on: handle, registry.use(of: projection))
    }
    // What is missing may come.
    if isWhole { statements.insert(statement, for: identifier) }
    return statement
  }

  /// Runs what uses statements once more where they were prepared for tables that are gone with another state: SQLite
  /// says so before the first row.
  func retrying(_ identifier: Int, _ body: () throws -> Void) throws {
    do { try body() } catch let error as DatabaseError where late.missing(error) != nil {
      statements.remove(identifier)
      try body()
    }
  }

  /// Gives away the statements that were not used for longest; not while one is run.
  func giveHalf() { statements.giveHalf() }

  /// Plans count from 1.
  private static let valueIdentifier = -1
  /// The log of changes has two further ones.
  private static let streamIdentifier = -4
}

/// A prepared statement that is finalized when nobody holds it any more.
final class PreparedStatement {
  let pointer: OpaquePointer
  /// Keeps what its rows are written by within reach of the function `render`.
  private let projection: ProjectionRegistry.Use?

  init(sql: String, on handle: OpaquePointer, _ projection: ProjectionRegistry.Use? = nil) throws {
    var pointer: OpaquePointer?
    let code = sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, nil)
    guard code == SQLITE_OK, let pointer else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(handle)), sql: sql)
    }
    self.pointer = pointer
    self.projection = projection
  }

  deinit { sqlite3_finalize(pointer) }
}
