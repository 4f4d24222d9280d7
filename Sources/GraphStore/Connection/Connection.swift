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
  private var statements: [Int: PreparedStatement] = [:]
  private let registry: ProjectionRegistry

  /// Past this many statements all are dropped: queries with ever new shapes must not grow without bound.
  private static let statementLimit = 400

  package init(path: String, configuration: Configuration) throws {
    queue = try DatabaseQueue(path: DatabaseFile.name(path), configuration: configuration)
    let registry = ProjectionRegistry()
    self.registry = registry
    handle = try queue.inDatabase { db in
      guard let handle = db.sqliteConnection else { throw DatabaseError(resultCode: .SQLITE_CANTOPEN) }
      registry.install(on: handle)
      return handle
    }
  }

  /// Finds a value of the table `emulator`.
  func valueStatement() throws -> PreparedStatement {
    try statement(Self.valueIdentifier, "SELECT value FROM emulator WHERE name = ?1")
  }

  /// A statement without a projection.
  ///
  /// - Parameter identifier: of this text alone; below zero when it is no plan's.
  func statement(_ identifier: Int, _ sql: String) throws -> PreparedStatement {
    if let statement = statements[identifier] { return statement }
    makeRoom()
    let statement = try PreparedStatement(sql: sql, on: handle)
    statements[identifier] = statement
    return statement
  }

  /// Plans count from 1.
  private static let valueIdentifier = -1

  /// The statement of a plan, prepared at its first use on this connection.
  func statement(for plan: ReadPlan) throws -> PreparedStatement {
    if let statement = statements[plan.identifier] { return statement }
    makeRoom()
    registry.register(plan.projection)
    let statement = try PreparedStatement(sql: plan.sql, on: handle)
    statements[plan.identifier] = statement
    return statement
  }

  private func makeRoom() {
    guard statements.count >= Self.statementLimit else { return }
    statements = [:]
    registry.removeAll()
  }
}

/// A prepared statement that is finalized when nobody holds it any more.
final class PreparedStatement {
  let pointer: OpaquePointer

  init(sql: String, on handle: OpaquePointer) throws {
    var pointer: OpaquePointer?
    let code = sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, nil)
    guard code == SQLITE_OK, let pointer else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(handle)), sql: sql)
    }
    self.pointer = pointer
  }

  deinit { sqlite3_finalize(pointer) }
}
