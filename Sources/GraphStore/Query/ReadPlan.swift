/// A query ready to run: its SQL, how its rows are written, and the values that never change.
///
/// Parameters: `?1` key of the object before in the path, `?2` what an item is found by, `?3` most rows,
/// `?4` to `?9` the cursor of the page before, `?10` and up the constants.
///
/// A class because connections keep its prepared statement by its identity.
package final class ReadPlan: Sendable {
  package let identifier: Int
  package let sql: String
  package let projection: Projection
  package let constants: [SQLValue]
  /// How many columns after the projection's hold the order of a row, for the cursor; 0: the position alone.
  package let orderColumns: Int

  package init(
    identifier: Int, sql: String, projection: Projection, constants: [SQLValue] = [], orderColumns: Int = 0
  ) {
    self.identifier = identifier
    self.sql = sql
    self.projection = projection
    self.constants = constants
    self.orderColumns = orderColumns
  }

  package static let firstConstant = 10
}

/// The values of one run of a plan.
package struct ReadValues: Sendable {
  package var parent: Int64?
  package var identifier: SQLValue
  package var limit: Int
  package var cursor: [SQLValue]

  package init(parent: Int64? = nil, identifier: SQLValue = .null, limit: Int = 1, cursor: [SQLValue] = []) {
    self.parent = parent
    self.identifier = identifier
    self.limit = limit
    self.cursor = cursor
  }

  /// In parameter order.
  func bound(with constants: [SQLValue]) -> [SQLValue] {
    var values: [SQLValue] = [parent.map(SQLValue.integer) ?? .null, identifier, .integer(Int64(limit))]
    guard !cursor.isEmpty || !constants.isEmpty else { return values }
    values += cursor
    guard !constants.isEmpty else { return values }
    while values.count < ReadPlan.firstConstant - 1 { values.append(.null) }
    return values + constants
  }
}

/// The constants of a statement while its text is written: each gets its number.
package struct SQLArguments: Sendable {
  package private(set) var values: [SQLValue] = []

  package init() {}

  /// Adds a value and returns the parameter that stands for it: `?12`.
  package mutating func bind(_ value: SQLValue) -> String {
    values.append(value)
    return "?\(ReadPlan.firstConstant + values.count - 1)"
  }

  package mutating func bind(_ text: String) -> String { bind(.text(text)) }
}

/// A piece of SQL whose values are in the statement's `SQLArguments`.
package typealias SQLText = String
