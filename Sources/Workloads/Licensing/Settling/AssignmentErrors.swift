import GRDB
import GraphStore
import JSON
import OData

/// The failures of background processing, one for each principal and product at most.
struct AssignmentErrors {
  let transaction: WriteTransaction

  /// Whether an error keeps the principal from getting a unit of the product (cloud-licensing ED-9).
  func blocks(_ principal: Int64, _ sku: String) throws -> Bool {
    guard let key = try key(principal, sku) else { return false }
    return !transaction.settlement.retried.contains(key)
  }

  /// Records a failure; one that repeats keeps its id.
  func record(_ problem: LicenseProblem, _ principal: Int64, _ pool: Pool) throws {
    let table = try transaction.table(LicensingType.assignmentError)
    if let key = try key(principal, pool.sku), let old = try transaction.entity(key: key, in: table) {
      transaction.settlement.retried.remove(key)
      _ = try transaction.update(old) { $0.properties = describe(problem, $0.properties) }
      return try transaction.noteLicenseState(of: principal)
    }
    var new = NewEntity(draft: Draft(type: table.root), type: table.root, owner: nil)
    new.references = ["assignedTo": principal]
    for member in describe(problem, [:]).members { new.properties[member.name] = member.value }
    if let skuId = pool.allotment.string("skuId") {
      new.properties["skuId"] = .string(skuId)
    } else {
      new.properties[LicensingAnnotation.sku] = .string(pool.sku)
    }
    _ = try transaction.asRule { try transaction.insert(new) }
    try transaction.noteLicenseState(of: principal)
  }

  private func describe(_ problem: LicenseProblem, _ properties: JSONObject) -> JSONObject {
    var properties = properties
    properties["code"] = .string(problem.errorCode)
    properties["message"] = .string(problem.message)
    properties["occurrenceDateTime"] = .string(transaction.moment.precise)
    return properties
  }

  func remove(_ principal: Int64, _ sku: String) throws {
    guard let key = try key(principal, sku) else { return }
    transaction.settlement.retried.remove(key)
    try delete(key)
  }

  private func delete(_ key: Int64) throws {
    for (_, principal, _) in try errors("key = ?", [key]) { try transaction.noteLicenseState(of: principal) }
    try transaction.run(
      "DELETE FROM assignmentError WHERE key = ?", changing: "assignmentError", [key])
  }

  /// Ends the attempt: errors whose cause is gone, or that nobody tried again because the pool is full, go.
  func removeRetried() throws {
    for key in transaction.settlement.retried.sorted() { try delete(key) }
    transaction.settlement.retried = []
  }

  private func key(_ principal: Int64, _ sku: String) throws -> Int64? {
    let sql = "SELECT key FROM assignmentError WHERE assignedTo = ? AND \(LicenseSQL.errorSku("")) = ?"
    return try Int64.fetchOne(transaction.db.cachedStatement(sql: sql), arguments: [principal, sku])
  }
}

// MARK: Clearing

extension AssignmentErrors {
  /// Lets every error of a principal be tried again.
  func retry(of principal: Int64) throws {
    try retry("assignedTo = ?", [principal])
  }

  func retryAll() throws { try retry("1", []) }

  /// Lets the errors of a product be tried again for an assignee, or for the members of an assigned group.
  func retry(sku: String, reachedThrough assignee: Int64) throws {
    try retry(
      """
      \(LicenseSQL.errorSku("")) = ?1 AND (assignedTo = ?2 OR EXISTS (
        SELECT 1 FROM group_members WHERE source = ?2 AND target = assignmentError.assignedTo))
      """, [sku, assignee])
  }

  /// Lets the errors of everyone who is entitled to an allotment be tried again.
  func retry(allotment: Entity) throws {
    for (key, principal, sku) in try errors("\(LicenseSQL.errorSku("")) = ?", [allotment.licenseSku])
    where try transaction.firstPath(of: principal, to: allotment.key) != nil {
      try retry(key, principal, sku)
    }
  }

  private func retry(_ condition: String, _ arguments: StatementArguments) throws {
    for (key, principal, sku) in try errors(condition, arguments) { try retry(key, principal, sku) }
  }

  private func retry(_ key: Int64, _ principal: Int64, _ sku: String) throws {
    guard !transaction.settlement.seededErrors.contains(key) else { return }
    transaction.settlement.retried.insert(key)
    for allotment in try transaction.allotments(ofSku: sku) {
      transaction.settlement.touch(allotment, [principal])
    }
  }

  private func errors(
    _ condition: String, _ arguments: StatementArguments
  ) throws -> [(key: Int64, principal: Int64, sku: String)] {
    let sql = """
      SELECT key, assignedTo, coalesce(\(LicenseSQL.errorSku("")), '') FROM assignmentError
      WHERE (\(condition)) AND assignedTo IS NOT NULL ORDER BY key
      """
    return try Row.fetchAll(transaction.db.cachedStatement(sql: sql), arguments: arguments)
      .map { ($0[0], $0[1], $0[2]) }
  }
}
