import Foundation
import GRDBSQLite
import GraphContract

/// The file of a database under its name: how it is made and opened.
package struct DatabaseFile: Sendable {
  let path: String
  /// SQLite's layer over the file system that it is opened with.
  let layer: String

  /// One process owns a database anyway, and in this layer its threads share locks in memory instead of asking the
  /// kernel twice a read.
  package static let usualLayer = "unix-excl"

  /// Of SQLite: `3.40.1`.
  package static var libraryVersion: String { String(cString: sqlite3_libversion()) }

  /// What SQLite is given: the path alone, which works likewise but more slowly, where SQLite was built without that
  /// layer or takes no URI.
  var name: String {
    guard sqlite3_compileoption_used("USE_URI") != 0, sqlite3_vfs_find(layer) != nil,
      let encoded = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)
    else { return path }
    // The empty authority keeps a path that begins with two slashes from being taken for one.
    return "file:\(path.hasPrefix("/") ? "//" : "")\(encoded)?vfs=\(layer)"
  }
}

// MARK: Making

extension DatabaseFile {
  /// What the name of a file ends with that is being copied; no name that people give.
  static let copyMark = "-graph-emulator-copy"

  /// What comes after a database's path in the names of what a killed process leaves of copies: their files, and what
  /// SQLite has put beside them.
  package static let copyEnds =
    ["", "-wal"].map { $0 + copyMark }
    + ["-wal", "-shm", "-journal", "-wal" + copyMark].map { copyMark + $0 }

  private var mark: UnfinishedMark { UnfinishedMark(of: path) }

  /// What there was of a database.
  enum Beginning {
    case whole
    /// Nothing says that all is in it that it begins with.
    case unfinished
    /// Nothing: it was made.
    case made
  }

  /// Makes the file when there is none, for its owner alone: what SQLite puts beside it has its permissions.
  ///
  /// - Parameters:
  ///   - isLasting: its mark survives a loss of power.
  ///   - template: the bytes of a database without anything in it.
  /// - Throws: `StoreError` for a file that is no database of this program; `StorageFailure`.
  func prepare(isLasting: Bool, _ template: () throws -> [UInt8]) throws -> Beginning {
    var found = stat()
    guard stat(path, &found) == 0 else {
      guard errno == ENOENT else { throw StorageFailure.unreachable(path) }
      try make(of: template(), isLasting)
      return .made
    }
    guard found.st_mode & S_IFMT == S_IFREG else { throw StoreError.foreign(path: path) }
    let isMarked = mark.isThere
    guard found.st_size > 0 else {
      guard isMarked else { throw StoreError.emptied(path: path) }
      try make(of: template(), isLasting)
      return .made
    }
    for suffix in ["", "-wal", "-journal"] { try Self.close(path + suffix) }
    try checkHeader()
    return isMarked ? .unfinished : .whole
  }

  private func make(of bytes: [UInt8], _ isLasting: Bool) throws {
    try begin(isLasting)
    let file = try NewFile(path)
    defer { file.end() }
    try bytes.withUnsafeBytes { try file.append($0) }
    try file.finish()
  }

  /// Makes the files as copies of those of another database.
  ///
  /// - Parameters:
  ///   - isLasting: their mark survives a loss of power.
  ///   - check: whether what was copied can be trusted.
  func make(of bytes: DatabaseBytes, isLasting: Bool, check: () throws -> Void) throws {
    try begin(isLasting)
    let log = try NewFile(path + "-wal")
    defer { log.end() }
    let database = try NewFile(path)
    defer { database.end() }
    try bytes.copyDatabase(to: database)
    try bytes.copyLog(to: log)
    try check()
    // Whoever finds the database finds the log.
    for file in [log, database] { try file.finish() }
  }

  private func begin(_ isLasting: Bool) throws(StorageFailure) {
    try mark.set(isLasting: isLasting)
    // What another database of that name has left would be taken for part of this one.
    Self.removeLeft(of: path)
  }

  /// What SQLite has put beside a database that nobody has open.
  static func removeLeft(of path: String) {
    for suffix in ["-wal", "-shm", "-journal"] { unlink(path + suffix) }
  }

  /// From here on what is in the database counts.
  ///
  /// - Parameter isLasting: it does after a loss of power too.
  func finish(isLasting: Bool) throws(StorageFailure) {
    try mark.remove()
    if isLasting { try syncFolder() }
  }

  private func syncFolder() throws(StorageFailure) {
    let folder = OpenedFiles.folder(of: path)
    let descriptor = Foundation.open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw StorageFailure(errno, at: folder) }
    defer { Foundation.close(descriptor) }
    // Some file systems cannot do that for a folder, and need not.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw StorageFailure(errno, at: folder) }
  }

  /// Takes away what others may do with a file; one that is not there needs nothing.
  private static func close(_ path: String) throws(StorageFailure) {
    var found = stat()
    guard stat(path, &found) == 0, found.st_mode & 0o077 != 0 else { return }
    guard chmod(path, 0o600) == 0 else {
      throw .unreachable(path, "others may read it, and it cannot be closed")
    }
  }

  /// SQLite would take a short file of something else for an empty database.
  private func checkHeader() throws {
    let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw StorageFailure.unreachable(path) }
    defer { Foundation.close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: Self.header.count)
    guard read(descriptor, &bytes, bytes.count) == bytes.count, bytes == Self.header else {
      throw StoreError.foreign(path: path)
    }
  }

  /// What every database of SQLite begins with.
  private static let header = Array("SQLite format 3\0".utf8)
}
