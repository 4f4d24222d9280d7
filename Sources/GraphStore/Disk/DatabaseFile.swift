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
  /// Stands beside a database until all is in it that it begins with: only then may it be empty.
  private var mark: String { path + "-new" }

  /// Makes the file when there is none, for its owner alone: what SQLite puts beside it has its permissions.
  ///
  /// - Returns: whether the database may be empty still.
  /// - Throws: `StoreError` for a file that is no database of this program; `StorageFailure`.
  func prepare() throws -> Bool {
    var found = stat()
    guard stat(path, &found) == 0 else {
      guard errno == ENOENT else { throw StorageFailure.unreachable(path) }
      for path in [mark, path] { try Self.make(path) }
      return true
    }
    guard found.st_mode & S_IFMT == S_IFREG else { throw StoreError.foreign(path: path) }
    let mayBeEmpty = access(mark, F_OK) == 0
    guard found.st_size > 0 || mayBeEmpty else { throw StoreError.emptied(path: path) }
    for suffix in ["", "-wal", "-journal"] { try Self.close(path + suffix) }
    if found.st_size > 0 { try checkHeader() }
    return mayBeEmpty
  }

  /// From here on a database without anything in it is a broken one.
  func finish() { unlink(mark) }

  private static func make(_ path: String) throws(StorageFailure) {
    let descriptor = Foundation.open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StorageFailure(errno, at: path) }
    Foundation.close(descriptor)
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
