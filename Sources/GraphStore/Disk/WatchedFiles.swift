import Foundation
import GraphContract

/// What is known of a database's files: while somebody writes to them, and while nobody has them open, when others may do
/// what they like with them.
struct WatchedFiles: Sendable {
  private let path: String
  /// nil: nothing is written.
  private var opened: OpenedFiles?
  /// Of the database, from the first time on that it was open.
  private var identity: FileIdentity?
  /// The database as whoever closed it last has left it; nil while it is written.
  private var left: FileStamp?
  /// Others have written to the database while nobody had it open, and nobody has looked at what that was.
  private(set) var wasWrittenByOthers = false

  /// - Parameter path: of a database.
  init(_ path: String) { self.path = path }

  /// From here on the files are looked after under their names, which they were just opened by.
  mutating func watch() {
    identity = identity ?? FileIdentity(path)
    opened = OpenedFiles(path, database: identity)
    left = nil
  }

  /// Nothing is written any more.
  mutating func endWatch() { opened = nil }

  /// Nothing is open any more. What others have done since that was so first is not to be missed.
  mutating func noteRest() { if opened == nil { left = left ?? FileStamp(path) } }

  /// - Throws: when the database is not the one that was opened before.
  mutating func willOpen() throws(StorageFailure) {
    try checkIdentity()
    if let left, FileStamp(path) != left { wasWrittenByOthers = true }
  }

  mutating func noteThatAllWasRead() { wasWrittenByOthers = false }

  /// - Throws: when the files are not those that are open, or those that were.
  mutating func check() throws(StorageFailure) {
    if opened == nil { try checkIdentity() } else { try opened?.check() }
  }

  private func checkIdentity() throws(StorageFailure) {
    guard let identity else { return }
    guard FileIdentity(try OpenedFiles.status(path)) == identity else { throw .moved(path) }
  }
}

/// What changes with each write to a file.
private struct FileStamp: Sendable, Equatable {
  private let size: Int64
  private let seconds: Int64
  private let nanoseconds: Int64

  /// nil for a file that is not there.
  init?(_ path: String) {
    var found = stat()
    guard stat(path, &found) == 0 else { return nil }
    #if canImport(Darwin)
      let time = found.st_mtimespec
    #else
      let time = found.st_mtim
    #endif
    (size, seconds, nanoseconds) = (Int64(found.st_size), Int64(time.tv_sec), Int64(time.tv_nsec))
  }
}
