import GRDB
import GRDBSQLite
import GraphContract

/// The files of an open database byte for byte, as SQLite has them open. Were one of them opened here once more, its
/// end would take the locks away that SQLite has on it: to POSIX they are the process's.
///
/// As long as nobody writes, both together are the database as a process that was killed would leave it.
struct DatabaseBytes {
  private let handle: OpaquePointer

  init(_ db: Database) throws {
    guard let handle = db.sqliteConnection else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
    self.handle = handle
  }

  func copyDatabase(to file: NewFile) throws {
    guard let database = opened(SQLITE_FCNTL_FILE_POINTER) else {
      throw DatabaseError(resultCode: .SQLITE_CANTOPEN)
    }
    try database.copy(to: file)
  }

  /// Whether there is something that is in the log alone, or may be.
  var hasLog: Bool {
    get throws { try (opened(SQLITE_FCNTL_JOURNAL_POINTER)?.size ?? 0) > 0 }
  }

  func copyLog(to file: NewFile) throws { try opened(SQLITE_FCNTL_JOURNAL_POINTER)?.copy(to: file) }

  /// - Returns: nil when it is not open: without a log all is in the database.
  private func opened(_ pointer: Int32) -> OpenedBytes? {
    var file: UnsafeMutablePointer<sqlite3_file>?
    guard sqlite3_file_control(handle, "main", pointer, &file) == SQLITE_OK, let file,
      let methods = file.pointee.pMethods
    else { return nil }
    return OpenedBytes(file: file, methods: methods)
  }
}

/// One file that SQLite has open.
private struct OpenedBytes {
  let file: UnsafeMutablePointer<sqlite3_file>
  let methods: UnsafePointer<sqlite3_io_methods>

  private static let step = 1 << 20

  var size: Int64 {
    get throws {
      var size: sqlite3_int64 = 0
      try Self.check(methods.pointee.xFileSize(file, &size))
      return size
    }
  }

  func copy(to target: NewFile) throws {
    let size = try size
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.step, alignment: 16)
    defer { buffer.deallocate() }
    var offset: Int64 = 0
    while offset < size {
      let count = min(Int64(Self.step), size - offset)
      try Self.check(methods.pointee.xRead(file, buffer.baseAddress, Int32(count), offset))
      try target.append(UnsafeRawBufferPointer(rebasing: buffer[..<Int(count)]))
      offset += count
    }
  }

  private static func check(_ code: Int32) throws {
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }
}
