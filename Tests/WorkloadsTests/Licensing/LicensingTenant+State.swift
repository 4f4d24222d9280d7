import GRDB
import GraphContract
import Workloads
import GraphStore
import TestSupport
import JSON
import Testing

extension LicensingTenant {
  func strings(_ sql: String, _ arguments: StatementArguments = []) throws -> [String] {
    try store.direct { try String.fetchAll($0, sql: sql, arguments: arguments) }
  }

  func execute(_ sql: String, _ arguments: StatementArguments = []) throws {
    try store.direct { try $0.execute(sql: sql, arguments: arguments) }
  }

  private static let name = "json_extract(p.properties, '$.displayName')"

  /// Names of those who hold a unit, in order of grant.
  func holders(_ allotment: Int64) throws -> [String] {
    try strings(
      "SELECT \(Self.name) FROM holder h JOIN directoryObject p ON p.key = h.principal WHERE allotment = ? ORDER BY sequence",
      [allotment])
  }

  /// Names of those who wait, in queue order.
  func waiting(_ allotment: Int64) throws -> [String] {
    try strings(
      "SELECT \(Self.name) FROM waitingMember w JOIN directoryObject p ON p.key = w.assignedTo WHERE allotment = ? ORDER BY w.key",
      [allotment])
  }

  /// Everybody's place in the words of `SettleModel.places`.
  func places() throws -> [String] {
    try strings(
      """
      SELECT a.id || place FROM (
        SELECT allotment, 0 AS kind, sequence AS number, ' holds ' || \(Self.name) AS place
          FROM holder h JOIN directoryObject p ON p.key = h.principal
        UNION ALL SELECT allotment, 1, w.key, ' keeps ' || \(Self.name) || ' waiting since '
          || json_extract(w.properties, '$.waitingSinceDateTime')
          FROM waitingMember w JOIN directoryObject p ON p.key = w.assignedTo
      ) JOIN allotment a ON a.key = allotment ORDER BY a.key, kind, number
      """)
  }

  func waitingSince(_ principal: Int64) throws -> [String] {
    try strings(
      "SELECT json_extract(properties, '$.waitingSinceDateTime') FROM waitingMember WHERE assignedTo = ?",
      [principal])
  }

  /// `name code` of every error.
  func errors() throws -> [String] {
    try strings(
      "SELECT \(Self.name) || ' ' || json_extract(e.properties, '$.code') FROM assignmentError e JOIN directoryObject p ON p.key = e.assignedTo ORDER BY e.key"
    )
  }

  /// `sku plan plan…` of every usage right, in order.
  func usageRights(_ owner: Int64) throws -> [String] {
    try strings(
      """
      SELECT json_extract(properties, '$.skuId') || (SELECT coalesce(group_concat(' ' || json_extract(value, '$.planId'), ''), '')
        FROM json_each(u.properties, '$.services')) FROM usageRight u WHERE owner = ? ORDER BY position
      """, [owner])
  }

  func derived(_ name: String, _ key: Int64) throws -> String? {
    let expression = try #require(Workload.licensing(products: ProductCatalog([])).derived[name])
    return try store.direct {
      try String.fetchOne(
        $0, sql: "SELECT \(expression("t")) FROM directoryObject t WHERE key = ?", arguments: [key])
    }
  }

  func refusal(_ body: () throws -> Void) -> GraphError? {
    do {
      try body()
      return nil
    } catch let error as GraphError {
      return error
    } catch {
      Issue.record(error)
      return nil
    }
  }

  /// `status code/inner property` of a refusal.
  func words(_ body: () throws -> Void) -> String? {
    refusal(body).map { error in
      let inner = error.inner["code"]?.stringValue.map { "/" + $0 } ?? ""
      let property = error.inner["propertyName"]?.stringValue.map { " " + $0 } ?? ""
      return "\(error.status) \(error.code)\(inner)\(property)"
    }
  }

  /// What must hold after every request (cloud-licensing 1.5), as sentences about what does not.
  func violations() throws -> [String] {
    try strings(
      LicensingInvariants.violationsSQL + """

        UNION ALL SELECT 'plans of ' || id FROM allotment a WHERE json_array_length(properties, '$.services')
          <> (SELECT count(*) FROM allotmentPlan WHERE allotment = a.key)
        UNION ALL SELECT 'switched off in ' || id FROM assignment a
          WHERE json_array_length(properties, '$.disabledServicePlanIds')
          <> (SELECT count(*) FROM disabledPlan WHERE assignment = a.key)
        UNION ALL SELECT 'units with gaps: ' || allotment FROM holder GROUP BY allotment HAVING max(unit) <> count(*)
        """)
  }
}
