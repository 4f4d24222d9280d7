import Foundation
import GRDB
import GRDBSQLite
import GraphContract

extension StorageFailure {
  /// What a result of SQLite says about the disk; nil when it says nothing about it.
  ///
  /// - Parameters:
  ///   - systemError: the system's number for what went wrong last on the connection.
  ///   - path: of the database.
  init?(_ error: DatabaseError, systemError: Int32, at path: String) {
    let message = error.message ?? "\(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_FULL: self = .full(path, String(cString: strerror(ENOSPC)))
    case .SQLITE_IOERR: self.init(ioError: systemError, message, at: path)
    case .SQLITE_CANTOPEN: self = .unreachable(path, Self.word(for: systemError) ?? message)
    case .SQLITE_READONLY, .SQLITE_PERM: self = .unreachable(path, message)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(path, message)
    case .SQLITE_BUSY, .SQLITE_PROTOCOL: self = .busy(path)
    default: return nil
    }
  }

  private init(ioError number: Int32, _ message: String, at path: String) {
    let word = Self.word(for: number) ?? message
    self = Self.isFull(number) ? .full(path, word) : .failing(path, word)
  }

  /// - Parameter number: `errno` of a call that makes or opens a file.
  init(_ number: Int32, at path: String) {
    let word = Self.word(for: number) ?? "error \(number)"
    self = Self.isFull(number) ? .full(path, word) : .unreachable(path, word)
  }

  /// With the system's word for what went wrong last on this thread.
  static func unreachable(_ path: String) -> StorageFailure {
    .unreachable(path, String(cString: strerror(errno)))
  }

  private static func isFull(_ number: Int32) -> Bool { [ENOSPC, EDQUOT, EFBIG].contains(number) }

  private static func word(for number: Int32) -> String? {
    number == 0 ? nil : String(cString: strerror(number))
  }
}
