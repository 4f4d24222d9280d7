import Foundation
import GraphContract

/// The files of an open database, told from whatever stands under their names later: SQLite goes on to write into
/// files that were removed, where nobody finds it again.
struct OpenedFiles: Sendable {
  private let folder: String
  private let database: String
  private let identities: [(path: String, identity: FileIdentity)]
  /// Bytes of the log when it was looked at last. It only grows: SQLite begins it anew without cutting it.
  private var logSize: Int64 = 0

  /// - Parameters:
  ///   - path: of a database that is open.
  ///   - database: which it is.
  init(_ path: String, database identity: FileIdentity?) {
    folder = Self.folder(of: path)
    database = path
    let log = path + "-wal"
    identities = [(path, identity), (log, FileIdentity(log))].compactMap { path, identity in
      identity.map { (path, $0) }
    }
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Three system calls, which a write does not feel.
  mutating func check() throws(StorageFailure) {
    let found = try Self.status(folder)
    guard found.st_mode & 0o700 == 0o700 else { throw .unreachable(folder, Self.closed) }
    for (path, identity) in identities {
      let size = try check(path, identity)
      if path != database { try checkLog(size) }
    }
  }

  private mutating func checkLog(_ size: Int64) throws(StorageFailure) {
    guard size >= logSize else { throw .damaged(database, "its log was cut off") }
    logSize = size
  }

  /// - Returns: its size in bytes.
  private func check(_ path: String, _ identity: FileIdentity) throws(StorageFailure) -> Int64 {
    let found = try Self.status(path)
    guard FileIdentity(found) == identity else { throw .moved(path) }
    guard found.st_mode & 0o600 == 0o600 else { throw .unreachable(path, Self.closed) }
    guard found.st_size > 0 || path != database else { throw .damaged(database, "it was emptied") }
    return Int64(found.st_size)
  }

  private static let closed = "its permissions were taken away"

  static func status(_ path: String) throws(StorageFailure) -> stat {
    var found = stat()
    guard stat(path, &found) == 0 else {
      throw errno == ENOENT || errno == ENOTDIR ? .moved(path) : .unreachable(path)
    }
    return found
  }
}

/// What makes a file the same one under any name.
struct FileIdentity: Sendable, Equatable {
  private let device: UInt64
  private let number: UInt64

  /// nil for a file that is not there.
  init?(_ path: String) {
    var found = stat()
    guard stat(path, &found) == 0 else { return nil }
    self.init(found)
  }

  init(_ found: stat) {
    (device, number) = (UInt64(found.st_dev), UInt64(found.st_ino))
  }
}
