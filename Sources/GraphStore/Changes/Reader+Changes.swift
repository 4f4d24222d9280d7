import JSON

/// A row of the change log; valid until the walk goes on.
package struct LoggedChange {
  fileprivate let row: StatementRow

  package var sequence: Int64 { row.integer(0) }
  package var kind: ChangeLog.Kind? { row.string(1).flatMap(ChangeLog.Kind.init) }
  package var object: Int64 { row.integer(2) }
  /// Stored name of the object's type.
  package var type: String { row.string(3) ?? "" }
  package var id: String { row.string(4) ?? "" }
  /// Stored names of properties; of a link, that of the navigation property.
  package var names: [String] { (row.string(5) ?? "").split(separator: " ").map(String.init) }
  /// The object left the place that was asked about, and may have come back since.
  package var isDeparture: Bool { row.integer(9) != 0 }
  /// The other end of a link, as it was then; its key, id and type.
  package var target: Reader.Located {
    Reader.Located(key: row.integer(6), id: row.string(8) ?? "", type: row.string(7) ?? "")
  }
}

extension Reader {
  /// How far the change log reaches.
  package struct LogBounds: Sendable {
    /// The last change; 0 when there never was one.
    package let last: Int64
    /// What follows a change is complete from this one on: what came before it is forgotten.
    package let first: Int64
    /// Of changes that were undone by going back to an earlier state.
    package let undone: [ClosedRange<Int64>]

    /// What follows a change is known.
    package func reach(_ sequence: Int64) -> Bool {
      (first...last).contains(sequence) && !undone.contains { $0.contains(sequence) }
    }
  }

  package var logBounds: LogBounds {
    get throws {
      var (last, first): (Int64, Int64) = (0, 0)
      try connection.statement(Self.boundsIdentifier, Self.boundsSQL).forEachRow([]) { row in
        (last, first) = (row.integer(0), row.integer(1))
        return false
      }
      return LogBounds(last: last, first: first, undone: try undone)
    }
  }

  private var undone: [ClosedRange<Int64>] {
    get throws {
      var undone: [ClosedRange<Int64>] = []
      try connection.statement(Self.undoneIdentifier, Self.undoneSQL).forEachRow([]) { row in
        undone.append(row.integer(0)...row.integer(1))
        return true
      }
      return undone
    }
  }

  private static let undoneSQL =
    "SELECT object + 1, sequence - 1 FROM change WHERE type = '' AND kind = 'undone'"

  /// What is first and undone has nothing before it that was forgotten: what is known begins where it was gone back to.
  private static let boundsSQL = """
    SELECT coalesce((SELECT max(sequence) FROM change), 0), coalesce((SELECT iif(kind = 'undone', object, sequence - 1)
      FROM change ORDER BY sequence LIMIT 1), 0)
    """

  /// Walks over the changes after one, in their order.
  ///
  /// - Parameters:
  ///   - identifiers: those of the only objects that count; nil: all count.
  ///   - place: key of the object whose collection is asked about, and what the request says.
  ///   - body: false ends the walk.
  package func forEachChange(
    _ plan: ChangePlan, after sequence: Int64, of identifiers: [String]? = nil, at place: ReadValues,
    _ body: (LoggedChange) throws -> Bool
  ) throws {
    guard !withholdsRows else { return }
    var values = place
    values.identifier = identifiers.map { .text(JSONValue.array($0.map(JSONValue.string)).text) } ?? .null
    values.cursor = [.integer(sequence)]
    try connection.forEachRow(plan.plan, values) { row in try body(LoggedChange(row: row)) }
  }

  // Plans count from 1, and the value statement is -1.
  private static let boundsIdentifier = -2
  private static let undoneIdentifier = -3
}
