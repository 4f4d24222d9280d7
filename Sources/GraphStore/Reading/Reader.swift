/// Runs plans on one connection.
package struct Reader {
  let connection: Connection
  /// The tenant's settings when the read began.
  package let settings: TenantSettings
  /// nil when nobody listens.
  package let trace: Trace?

  init(connection: Connection, settings: TenantSettings, trace: Trace? = nil) {
    self.connection = connection
    self.settings = settings
    self.trace = trace
  }

  /// No statement is run; what a path needs is taken to be there, and nothing else is.
  package var withholdsRows: Bool { trace?.withholdsRows == true }

  private func forEachRow(
    _ plan: ReadPlan, _ values: ReadValues, _ body: (StatementRow) throws -> Bool
  ) throws {
    guard let trace else { return try connection.forEachRow(plan, values, body) }
    try trace.run(plan, values) { try connection.stepsForEachRow(plan, values, body) }
  }

  /// Where a row stands, without its representation.
  package struct Located: Sendable {
    package let key: Int64
    package let id: String
    /// Text of the `type` column.
    package let type: String

    package init(key: Int64, id: String, type: String) {
      self.key = key
      self.id = id
      self.type = type
    }

    /// What stands for a row that is taken to be there.
    static let pretended = Located(key: pretendedKey, id: "", type: "")

    /// Keys count from 1.
    package static let pretendedKey: Int64 = 0

    package var isPretended: Bool { key == Self.pretendedKey }

    /// It is there before anybody has made it (`NamedRows`).
    package var hasNoRow: Bool { key < Self.pretendedKey }
  }

  /// Appends the representation of the one row, without its opening brace.
  ///
  /// - Returns: its key and type, nil when there is no such row.
  package func appendItem(_ plan: ReadPlan, _ values: ReadValues, to bytes: inout [UInt8]) throws -> Bool {
    var found = false
    try forEachRow(plan, values) { row in
      found = plan.projection.appendMembers(of: row, to: &bytes)
      return false
    }
    guard !withholdsRows else {
      bytes.append(UInt8(ascii: "}"))
      return true
    }
    return found
  }

  package func locate(_ plan: ReadPlan, _ values: ReadValues) throws -> Located? {
    var located: Located?
    try forEachRow(plan, values) { row in
      located = Located(
        key: row.integer(TypeProjection.Field.position), id: row.string(TypeProjection.Field.id) ?? "",
        type: row.string(TypeProjection.Field.type) ?? "")
      return false
    }
    return withholdsRows ? .pretended : located
  }

  /// Where the rows of a page stand, `limit` at most; for items of a collection of references `key` is the position.
  package func locateAll(_ plan: ReadPlan, _ values: ReadValues) throws -> [Located] {
    var located: [Located] = []
    try forEachRow(plan, values) { row in
      located.append(
        Located(
          key: row.integer(TypeProjection.Field.position), id: row.string(TypeProjection.Field.id) ?? "",
          type: row.string(TypeProjection.Field.type) ?? ""))
      return true
    }
    return located
  }

  /// Appends representations separated by commas, `limit` less one at most.
  ///
  /// - Returns: the cursor after the last row when there is a further one.
  package func appendPage(_ plan: ReadPlan, _ values: ReadValues, to bytes: inout [UInt8]) throws
    -> [SQLValue]?
  {
    var count = 0
    var cursor: [SQLValue] = []
    var hasMore = false
    try forEachRow(plan, values) { row in
      guard count + 1 < values.limit else {
        hasMore = true
        return false
      }
      if count > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(UInt8(ascii: "{"))
      guard plan.projection.appendMembers(of: row, to: &bytes) else {
        bytes.removeLast(count > 0 ? 2 : 1)
        return true
      }
      count += 1
      cursor = plan.cursor(of: row)
      return true
    }
    return hasMore ? cursor : nil
  }

  /// Appends the texts of the first column, separated by commas.
  package func appendTexts(_ plan: ReadPlan, _ values: ReadValues, to bytes: inout [UInt8]) throws {
    var isFirst = true
    try forEachRow(plan, values) { row in
      guard let text = row.text(0) else { return true }
      if isFirst { isFirst = false } else { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: text)
      return true
    }
  }

  package func count(_ plan: ReadPlan, _ values: ReadValues) throws -> Int {
    var count = 0
    try forEachRow(plan, values) { row in
      count = Int(row.integer(TypeProjection.Field.position))
      return false
    }
    return count
  }
}

extension ReadPlan {
  fileprivate func cursor(of row: StatementRow) -> [SQLValue] {
    let first = TypeProjection.Field.firstExtra + projection.extras.count
    return (first..<first + orderColumns).map(row.value) + [row.value(TypeProjection.Field.position)]
  }
}

extension Reader {
  /// What the table `emulator` holds in a row.
  package func value(_ row: EmulatorRow) throws -> String? {
    var value: String?
    try connection.valueStatement().forEachRow([.text(row.rawValue)]) { found in
      value = found.string(0)
      return false
    }
    return value
  }
}
