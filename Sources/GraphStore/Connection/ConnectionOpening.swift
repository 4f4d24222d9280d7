import GRDB
import GraphContract

/// How connections of one store are opened.
struct ConnectionOpening: Sendable {
  let disk: TenantDisk
  let configuration: Configuration
  let caches: CacheBudget
  /// Called after each.
  let hasOpened: @Sendable () -> Void

  /// While nothing is known of the database.
  func first() throws -> Connection { try disk.use { try connection() } }

  func writer() throws -> Connection {
    let connection = try disk.use { try told() }
    disk.watch()
    hasOpened()
    return connection
  }

  func reader() throws -> Connection {
    let connection = try disk.use(isReading: true) { try told() }
    hasOpened()
    return connection
  }

  private func told() throws -> Connection {
    // SQLite would make an empty one in its place.
    guard disk.file.isThere else { throw StorageFailure.moved(disk.file.path) }
    do { return try connection() } catch is StoreError {
      throw StorageFailure.damaged(disk.file.path, "nothing of the tenant is in it any more")
    }
  }

  private func connection() throws -> Connection {
    try Connection(disk.file, configuration: configuration, caches: caches)
  }
}
