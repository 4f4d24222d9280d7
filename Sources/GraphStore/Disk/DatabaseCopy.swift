import Foundation
import GRDB
import GraphContract

/// A copy of a tenant's database in a file of its own, whole or not there at all.
struct DatabaseCopy {
  let path: String

  /// Makes the copy in place of one that is there, for the database's owner alone.
  ///
  /// - Parameters:
  ///   - source: nobody writes to it meanwhile.
  ///   - check: whether what was copied can be trusted.
  ///   - change: what is to be different in it.
  func make(
    of source: Database, check: () throws -> Void, _ change: ((Database) throws -> Void)? = nil
  ) throws {
    let bytes = try DatabaseBytes(source)
    let file = try NewFile(path)
    DatabaseFile.removeLeft(of: file.making)
    defer {
      file.end()
      DatabaseFile.removeLeft(of: file.making)
    }
    try bytes.copyDatabase(to: file)
    if try change != nil || bytes.hasLog { try merge(bytes, into: file.making, change) }
    try check()
    if try Int.fetchOne(source, sql: "PRAGMA synchronous") == Self.full { try file.sync() }
    // What a killed process left of using the one before would be taken for part of this one.
    DatabaseFile.removeLeft(of: path)
    try file.finish()
  }

  /// Puts what is in the log where the rest is.
  private func merge(
    _ bytes: DatabaseBytes, into making: String, _ change: ((Database) throws -> Void)?
  ) throws {
    let log = try NewFile(making + "-wal")
    defer { log.end() }
    try bytes.copyLog(to: log)
    try log.finish()
    let copy = try Self.open(making)
    try copy.inDatabase { db in
      try change?(db)
      _ = try db.checkpoint(.truncate)
    }
    try copy.close()
  }

  /// Opens the copy, and closes it again.
  ///
  /// - Throws: `StoreError.foreign` for what is none: nothing is wrong with the tenant's own database then.
  func use(_ body: (Database) throws -> Void) throws {
    guard access(path, F_OK) == 0 else { throw StoreError.foreign(path: path) }
    do {
      let copy = try Self.open(path)
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
  private static func open(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
      try db.execute(sql: "PRAGMA synchronous = OFF")
    }
    let file = DatabaseFile(path: path, layer: DatabaseFile.usualLayer)
    return try DatabaseQueue(path: file.name, configuration: configuration)
  }
}
