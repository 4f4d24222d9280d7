import GRDBSQLite

/// The SQL function `render(projection, type, id, properties, position, extra…)`: the representation of a row as
/// text, so that `$expand` nests representations inside one statement.
///
/// A class because SQLite keeps a pointer to it for the life of the connection.
final class ProjectionRegistry {
  private var projections: [Int: Projection] = [:]
  private var buffer: [UInt8] = []
  /// Kept because SQLite calls it, too.
  var watch: StatementWatch?

  func register(_ projection: Projection) {
    for nested in projection.nested {
      projections[nested.identifier] = nested
      register(nested)
    }
  }

  func removeAll() { projections = [:] }

  func install(on handle: OpaquePointer) {
    sqlite3_create_function_v2(
      handle, "render", -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, Unmanaged.passRetained(self).toOpaque(),
      { context, count, arguments in
        guard let context, let user = sqlite3_user_data(context), let arguments else { return }
        Unmanaged<ProjectionRegistry>.fromOpaque(user).takeUnretainedValue()
          .render(context, FunctionArguments(arguments: arguments, count: Int(count)))
      }, nil, nil,
      { user in
        guard let user else { return }
        Unmanaged<ProjectionRegistry>.fromOpaque(user).release()
      })
  }

  private func render(_ context: OpaquePointer, _ arguments: FunctionArguments) {
    guard let projection = projections[arguments.projection] else {
      return sqlite3_result_error(context, "no such projection", -1)
    }
    buffer.removeAll(keepingCapacity: true)
    buffer.append(UInt8(ascii: "{"))
    guard projection.appendMembers(of: arguments, to: &buffer) else { return sqlite3_result_null(context) }
    buffer.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { text in
        sqlite3_result_text(
          context, text.baseAddress, Int32(text.count), unsafeBitCast(-1, to: sqlite3_destructor_type.self))
      }
    }
  }
}

/// The arguments of a call of `render`; the first is the projection, the others are the fields of the row.
private struct FunctionArguments: RowFields {
  let arguments: UnsafeMutablePointer<OpaquePointer?>
  let count: Int

  var projection: Int { Int(sqlite3_value_int64(arguments[0])) }

  func text(_ index: Int) -> UnsafeRawBufferPointer? {
    guard index + 1 < count, let text = sqlite3_value_text(arguments[index + 1]) else { return nil }
    return UnsafeRawBufferPointer(start: text, count: Int(sqlite3_value_bytes(arguments[index + 1])))
  }
}
