import GRDB
import GraphContract

/// How connections of one store are opened.
struct ConnectionOpening: Sendable {
  let disk: TenantDisk
  let configuration: Configuration
  let caches: CacheBudget
  let late: LateTables
  /// Whether one can be opened without closing files of other stores.
  let hasRoom: @Sendable () -> Bool
  /// Called after each.
  let hasOpened: @Sendable () -> Void

  /// While nothing is known of the database.
  func first() throws -> Connection { try disk.use { try connection() } }

  /// Reads with a connection that nobody else has.
  func reading<Result>(_ connection: Connection, _ body: (Database) throws -> Result) throws -> Result {
    try disk.use(connection.systemError) { try connection.queue.inDatabase(body) }
  }

  /// - Parameter reread: looks at what others have written while nobody had the database open.
  func writer(_ reread: (Database) throws -> Void) throws -> Connection {
    let connection = try disk.use { try told { try rereading(reread) } }
    disk.watch()
    hasOpened()
    return connection
  }

  func reader() throws -> Connection {
    let connection = try disk.use(isReading: true) { try told { try self.connection() } }
    hasOpened()
    return connection
  }

  private func told(_ open: () throws -> Connection) throws -> Connection {
    // SQLite would make an empty one where there is none.
    try disk.willOpen()
    do { return try open() } catch is StoreError {
      throw StorageFailure.damaged(disk.file.path, "nothing of the tenant is in it any more")
    }
  }

  private func rereading(_ reread: (Database) throws -> Void) throws -> Connection {
    let connection = try self.connection()
    guard disk.wasWrittenByOthers else { return connection }
    do { try connection.queue.inDatabase(reread) } catch {
      connection.close()
      throw error
    }
    disk.noteThatAllWasRead()
    return connection
  }

  private func connection() throws -> Connection {
    try Connection(disk.file, configuration: configuration, caches: caches, late: late)
  }
}
