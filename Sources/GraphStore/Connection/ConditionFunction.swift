import GRDB
import GRDBSQLite

/// What the constant text of an SQL function was made into, asked of each row.
protocol CompiledCondition: AnyObject {
  /// - Parameter text: the argument of a number, counted from 0; nil for what is no text. Valid until it returns.
  /// - Returns: nil for null.
  func holds(_ text: (Int) -> UnsafeBufferPointer<UInt8>?) -> Bool?
}

/// An SQL function that asks rows for a condition, one of its arguments saying which: a text that stays the same is
/// compiled once for all rows, since SQLite keeps what is made of a constant argument until the statement is reset.
///
/// A class because SQLite keeps a pointer to it for the life of the connection.
final class ConditionFunction: Sendable {
  private let name: String
  /// How many arguments there are; -1: any number.
  private let count: Int32
  private let compiled: Int
  private let compile: @Sendable (String) -> (any CompiledCondition)?

  /// - Parameters:
  ///   - compiled: number of the argument that is compiled.
  ///   - compile: nil for a text that is no condition; the function is null then.
  init(
    _ name: String, count: Int32, compiled: Int,
    _ compile: @escaping @Sendable (String) -> (any CompiledCondition)?
  ) {
    self.name = name
    self.count = count
    self.compiled = compiled
    self.compile = compile
  }

  /// What SQLite keeps of a constant argument.
  private final class Kept {
    let condition: any CompiledCondition

    init(_ condition: any CompiledCondition) { self.condition = condition }
  }

  private func call(
    _ context: OpaquePointer, _ count: Int, _ arguments: UnsafeMutablePointer<OpaquePointer?>
  ) {
    guard compiled < count, let condition = condition(context, arguments[compiled]) else { return }
    let answer = condition.holds { number in number < count ? Self.text(arguments[number]) : nil }
    if let answer { sqlite3_result_int(context, answer ? 1 : 0) }
  }

  private func condition(_ context: OpaquePointer, _ argument: OpaquePointer?) -> (any CompiledCondition)? {
    if let kept = sqlite3_get_auxdata(context, Int32(compiled)) {
      return Unmanaged<Kept>.fromOpaque(kept).takeUnretainedValue().condition
    }
    guard let text = Self.text(argument), let condition = compile(String(decoding: text, as: UTF8.self))
    else {
      return nil
    }
    sqlite3_set_auxdata(context, Int32(compiled), Unmanaged.passRetained(Kept(condition)).toOpaque()) {
      kept in
      guard let kept else { return }
      Unmanaged<Kept>.fromOpaque(kept).release()
    }
    return condition
  }

  private static func text(_ argument: OpaquePointer?) -> UnsafeBufferPointer<UInt8>? {
    guard sqlite3_value_type(argument) == SQLITE_TEXT, let text = sqlite3_value_text(argument) else {
      return nil
    }
    return UnsafeBufferPointer(start: text, count: Int(sqlite3_value_bytes(argument)))
  }

  /// Installs the function on a connection, for the connection's life.
  ///
  /// - Throws: `DatabaseError` when SQLite refuses it.
  func install(on handle: OpaquePointer?) throws {
    let code = sqlite3_create_function_v2(
      handle, name, count, SQLITE_UTF8 | SQLITE_DETERMINISTIC, Unmanaged.passRetained(self).toOpaque(),
      { context, count, arguments in
        guard let context, let arguments, let user = sqlite3_user_data(context) else { return }
        Unmanaged<ConditionFunction>.fromOpaque(user).takeUnretainedValue().call(
          context, Int(count), arguments)
      }, nil, nil,
      { user in
        guard let user else { return }
        Unmanaged<ConditionFunction>.fromOpaque(user).release()
      })
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }
}
