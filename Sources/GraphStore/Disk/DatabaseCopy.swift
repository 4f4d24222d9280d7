import Foundation
import GRDB
import GraphContract

/// A copy of a tenant's database in a file of its own, whole or not there at all.
struct DatabaseCopy {
  let path: String

  /// Where it is made, before it gets its name.
  private var making: String { path + "-copy" }

  /// Makes the copy in place of one that is there, for the database's owner alone.
  ///
  /// - Parameters:
  ///   - source: nobody writes to it meanwhile.
  ///   - change: what is to be different in it.
  func make(of source: Database, _ change: (Database) throws -> Void) throws {
    remove()
    defer { remove() }
    let descriptor = open(making, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw StorageFailure(errno, at: making) }
    close(descriptor)
    let isHard = try Int.fetchOne(source, sql: "PRAGMA synchronous") == Self.full
    let copy = try DatabaseQueue(path: making, configuration: Self.configuration(isHard: isHard))
    try copy.inDatabase { try source.backup(to: $0) }
    try copy.inDatabase(change)
    try copy.close()
    // What a killed process left of using the one before would be taken for part of this one.
    Self.removeLeft(of: path)
    guard rename(making, path) == 0 else { throw StorageFailure(errno, at: path) }
  }

  /// Opens the copy, and closes it again.
  ///
  /// - Throws: `StoreError.foreign` for what is none: nothing is wrong with the tenant's own database then.
  func use(_ body: (Database) throws -> Void) throws {
    guard access(path, F_OK) == 0 else { throw StoreError.foreign(path: path) }
    do {
      let copy = try DatabaseQueue(path: path, configuration: Self.configuration(isHard: false))
      try copy.inDatabase { db in
        guard try db.tableExists("emulator") else { throw StoreError.foreign(path: path) }
        try body(db)
      }
      try copy.close()
    } catch let error as DatabaseError where [.SQLITE_NOTADB, .SQLITE_CORRUPT].contains(error.resultCode) {
      throw StoreError.foreign(path: path)
    }
  }

  private static let full = 2

  /// Nobody else has the file, and until it has its name it is worth nothing.
  private static func configuration(isHard: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
      try db.execute(sql: "PRAGMA synchronous = \(isHard ? "FULL" : "OFF")")
    }
    return configuration
  }

  /// Of one that was not finished.
  private func remove() {
    unlink(making)
    Self.removeLeft(of: making)
  }

  private static func removeLeft(of path: String) {
    for suffix in ["-wal", "-shm", "-journal"] { unlink(path + suffix) }
  }
}
