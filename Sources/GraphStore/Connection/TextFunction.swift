package import GRDB
import GRDBSQLite
import OData

/// An SQL function of one text, called by SQLite directly: those that stand in every row of a list or beside every
/// index are too often called to have their arguments boxed.
///
/// A class because SQLite keeps a pointer to it for the life of the connection.
package final class TextFunction: Sendable {
  /// What the function makes of an argument that is no text.
  package enum Otherwise: Sendable {
    case null
    case argument
  }

  let name: String
  let otherwise: Otherwise
  let body: @Sendable (UnsafeBufferPointer<UInt8>) -> SQLValue

  /// - Parameter body: gets the UTF-8 of the text, valid until it returns.
  package init(
    _ name: String, otherwise: Otherwise = .null,
    _ body: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> SQLValue
  ) {
    self.name = name
    self.otherwise = otherwise
    self.body = body
  }

  fileprivate func call(_ context: OpaquePointer, _ argument: OpaquePointer) {
    guard sqlite3_value_type(argument) == SQLITE_TEXT, let text = sqlite3_value_text(argument) else {
      if otherwise == .argument { sqlite3_result_value(context, argument) }
      return
    }
    let bytes = UnsafeBufferPointer(start: text, count: Int(sqlite3_value_bytes(argument)))
    switch body(bytes) {
    case .null: sqlite3_result_null(context)
    case .integer(let value): sqlite3_result_int64(context, value)
    case .real(let value): sqlite3_result_double(context, value)
    case .text(var text): text.withUTF8 { Self.answer(context, $0) }
    }
  }

  private static func answer(_ context: OpaquePointer, _ text: UnsafeBufferPointer<UInt8>) {
    text.withMemoryRebound(to: CChar.self) { text in
      // -1: SQLite copies the bytes before the call returns. An empty text must not become NULL.
      sqlite3_result_text(
        context, text.baseAddress ?? UnsafePointer(sqlite3_sourceid()), Int32(text.count),
        unsafeBitCast(-1, to: sqlite3_destructor_type.self))
    }
  }
}

extension Database {
  /// Installs a function on this connection, for the connection's life.
  ///
  /// - Throws: `DatabaseError` when SQLite refuses it.
  package func add(function: TextFunction) throws {
    let code = sqlite3_create_function_v2(
      sqliteConnection, function.name, 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
      Unmanaged.passRetained(function).toOpaque(),
      { context, _, arguments in
        guard let context, let argument = arguments?[0], let user = sqlite3_user_data(context) else { return }
        Unmanaged<TextFunction>.fromOpaque(user).takeUnretainedValue().call(context, argument)
      }, nil, nil,
      { user in
        guard let user else { return }
        Unmanaged<TextFunction>.fromOpaque(user).release()
      })
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }
}

extension TextFunction {
  /// `fold(text)`: the text as case-insensitive comparisons see it. SQLite's own `lower` knows ASCII only.
  package static let fold = TextFunction("fold", otherwise: .argument) { bytes in
    .text(String(decoding: bytes, as: UTF8.self).lowercased())
  }

  /// `instant(text)`: a time as a number that compares as the moments do, whatever their digits.
  package static let instant = TextFunction("instant") { bytes in
    guard let text = Timestamp.normalized(String(decoding: bytes, as: UTF8.self)),
      let ticks = Timestamp.ticks(text)
    else { return .null }
    return .integer(ticks)
  }
}
