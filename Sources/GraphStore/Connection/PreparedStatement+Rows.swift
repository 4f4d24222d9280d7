import GRDB
import GRDBSQLite

extension PreparedStatement {
  /// Binds, steps through all rows and resets, whatever happens.
  ///
  /// - Parameter body: called for each row; false ends the walk.
  func forEachRow(_ values: [SQLValue], _ body: (StatementRow) throws -> Bool) throws {
    defer {
      sqlite3_reset(pointer)
      sqlite3_clear_bindings(pointer)
    }
    for (index, value) in values.enumerated() { bind(value, at: Int32(index + 1)) }
    while true {
      switch sqlite3_step(pointer) {
      case SQLITE_ROW: guard try body(StatementRow(statement: pointer)) else { return }
      case SQLITE_DONE: return
      case let code:
        let message = String(cString: sqlite3_errmsg(sqlite3_db_handle(pointer)))
        throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
      }
    }
  }

  private func bind(_ value: SQLValue, at index: Int32) {
    switch value {
    case .null: sqlite3_bind_null(pointer, index)
    case .integer(let value): sqlite3_bind_int64(pointer, index, value)
    case .real(let value): sqlite3_bind_double(pointer, index, value)
    case .text(var text):
      text.withUTF8 { utf8 in
        let bytes = UnsafeRawPointer(utf8.baseAddress)?.assumingMemoryBound(to: CChar.self)
        _ = sqlite3_bind_text(pointer, index, bytes ?? emptyText, Int32(utf8.count), transient)
      }
    }
  }

  /// A null pointer would bind NULL; an empty text must stay a text.
  private var emptyText: UnsafePointer<CChar> { UnsafePointer(sqlite3_sourceid()) }

  /// `SQLITE_TRANSIENT`, a macro that Swift does not import: SQLite copies the bytes before the call returns.
  private var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}

/// The current row of a statement; its texts are valid until the next step.
struct StatementRow: RowFields {
  let statement: OpaquePointer

  @inline(__always)
  func text(_ index: Int) -> UnsafeRawBufferPointer? {
    guard let text = sqlite3_column_text(statement, Int32(index)) else { return nil }
    return UnsafeRawBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, Int32(index))))
  }

  func bytes(_ index: Int) -> [UInt8] {
    guard let start = sqlite3_column_blob(statement, Int32(index)) else { return [] }
    return Array(
      UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, Int32(index)))))
  }

  func integer(_ index: Int) -> Int64 { sqlite3_column_int64(statement, Int32(index)) }

  func string(_ index: Int) -> String? {
    text(index).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The value as it would be bound again.
  func value(_ index: Int) -> SQLValue {
    switch sqlite3_column_type(statement, Int32(index)) {
    case SQLITE_INTEGER: .integer(integer(index))
    case SQLITE_FLOAT: .real(sqlite3_column_double(statement, Int32(index)))
    case SQLITE_NULL: .null
    default: .text(string(index) ?? "")
    }
  }
}
