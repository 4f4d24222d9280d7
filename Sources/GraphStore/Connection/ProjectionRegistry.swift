import GRDBSQLite

/// The SQL function `render(projection, type, id, properties, position, extra…)`: the representation of a row as
/// text, so that `$expand` nests representations inside one statement.
///
/// A class because SQLite keeps a pointer to it for the life of the connection.
final class ProjectionRegistry {
  /// By number, with how many statements there are that nest them.
  private var projections: [Int: (projection: Projection, uses: Int)] = [:]
  private var buffer: [UInt8] = []
  /// Kept because SQLite calls it, too.
  var watch: StatementWatch?

  /// Keeps the projections that a statement nests as long as it is held.
  ///
  /// A class because the statement's end is that of the use.
  final class Use {
    private let registry: ProjectionRegistry
    private let projection: Projection

    fileprivate init(_ registry: ProjectionRegistry, _ projection: Projection) {
      self.registry = registry
      self.projection = projection
      registry.count(projection, 1)
    }

    deinit { registry.count(projection, -1) }
  }

  /// nil for a statement that nests none.
  func use(of projection: Projection?) -> Use? {
    guard let projection, !projection.nested.isEmpty else { return nil }
    return Use(self, projection)
  }

  private func count(_ projection: Projection, _ change: Int) {
    for nested in projection.nested {
      let uses = (projections[nested.identifier]?.uses ?? 0) + change
      projections[nested.identifier] = uses > 0 ? (nested, uses) : nil
      count(nested, change)
    }
  }

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
    guard let projection = projections[arguments.projection]?.projection else {
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
