import GRDB
import GraphStore
import JSON

/// What the rules ask the database. Every query starts from the one principal, group or allotment that changed.
extension WriteTransaction {
  // MARK: Assignments

  /// Allotments that a user, group or device is directly assigned to, in seed order.
  func allotments(assignedTo key: Int64) throws -> [Int64] {
    try keys("SELECT allotment FROM assignment WHERE assignedTo = ? ORDER BY allotment", [key])
  }

  func members(of group: Int64) throws -> [Int64] {
    try keys("SELECT target FROM group_members WHERE source = ? ORDER BY position", [group])
  }

  func groups(of principal: Int64) throws -> [Int64] {
    try keys("SELECT source FROM group_members WHERE target = ?", [principal])
  }

  func isGroup(_ key: Int64) throws -> Bool {
    try exists("SELECT 1 FROM directoryObject WHERE key = ? AND type = '\(LicensingType.group)'", [key])
  }

  func hasAssignment(_ key: Int64) throws -> Bool {
    try exists("SELECT 1 FROM assignment WHERE assignedTo = ?", [key])
  }

  // MARK: Products

  /// The allotments of a product, in seed order.
  func allotments(ofSku sku: String) throws -> [Int64] {
    try keys("SELECT allotment FROM allotmentState WHERE sku = ? ORDER BY allotment", [sku])
  }

  func sku(of allotment: Int64) throws -> String? {
    let sql = "SELECT sku FROM allotmentState WHERE allotment = ?"
    return try String.fetchOne(db.cachedStatement(sql: sql), arguments: [allotment])
  }

  // MARK: Entitlement

  /// Whether the principal is entitled to any allotment of the product.
  func isEntitled(_ principal: Int64, toSku sku: String) throws -> Bool {
    try exists("SELECT 1 FROM licensePath WHERE principal = ? AND sku = ?", [principal, sku])
  }

  /// The first way in which a live user or device is entitled to an allotment: by assignment, then by membership.
  func firstPath(of principal: Int64, to allotment: Int64) throws -> EntitlingPath? {
    let row = try Row.fetchOne(db.cachedStatement(sql: Self.firstPathSQL), arguments: [principal, allotment])
    return row.flatMap { row in
      AssigneeKind(typeName: row[0]).map { kind in
        EntitlingPath(kind: kind, assignment: row[1], membership: row[2] ?? 0)
      }
    }
  }

  static let firstPathSQL = """
    SELECT p.type, a.key, (SELECT position FROM group_members WHERE source = a.assignedTo AND target = p.key)
    FROM directoryObject p CROSS JOIN assignment a
    WHERE p.key = ?1 AND p.deleted IS NULL AND a.allotment = ?2
      AND a.assignedTo IN (\(LicenseSQL.sources(of: "?1")))
    ORDER BY a.key LIMIT 1
    """

  /// The lists of plans switched off by each assignment that entitles the principal to the allotment, and whether
  /// it does so directly.
  func terms(of principal: Int64, in allotment: Int64) throws -> [(isDirect: Bool, disabled: Set<String>)] {
    let sql = """
      SELECT a.assignedTo = ?1, a.properties FROM assignment a
      WHERE a.allotment = ?2 AND a.assignedTo IN (\(LicenseSQL.sources(of: "?1")))
      """
    return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [principal, allotment]).map { row in
      let properties = try? JSONValue.parse(row[1] as String).objectValue
      let disabled = properties?["disabledServicePlanIds"]?.arrayValue?.compactMap(\.stringValue) ?? []
      return (row[0], Set(disabled))
    }
  }

  /// The plans of all usage rights of the principal.
  ///
  /// - Parameter excluded: an assignment that does not count.
  func heldPlans(of principal: Int64, without excluded: Int64? = nil) throws -> [HeldPlan] {
    let sql =
      "SELECT DISTINCT planId, sku FROM licensePlan WHERE principal = ? AND state < 2 AND assignment IS NOT ?"
    return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [principal, excluded])
      .map { HeldPlan(plan: $0[0], sku: $0[1]) }
  }

  // MARK: Statements

  func keys(_ sql: String, _ arguments: StatementArguments) throws -> [Int64] {
    try Int64.fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
  }

  func exists(_ sql: String, _ arguments: StatementArguments) throws -> Bool {
    try Row.fetchOne(db.cachedStatement(sql: sql + " LIMIT 1"), arguments: arguments) != nil
  }
}

/// How a principal came to be entitled; the walk of `settle` goes in this order.
struct EntitlingPath: Comparable {
  let kind: AssigneeKind
  /// Keys grow with creation.
  let assignment: Int64
  let membership: Int64

  static func < (left: EntitlingPath, right: EntitlingPath) -> Bool {
    (left.assignment, left.membership) < (right.assignment, right.membership)
  }
}
