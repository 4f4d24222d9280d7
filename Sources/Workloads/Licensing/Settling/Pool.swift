import GRDB
import GraphStore
import JSON
import OData

/// One allotment while it is settled: its holders, its queue and how many units are free.
struct Pool {
  let allotment: Entity
  let transaction: WriteTransaction
  private(set) var freeUnits: Int

  init(_ allotment: Entity, _ transaction: WriteTransaction) {
    self.allotment = allotment
    self.transaction = transaction
    freeUnits = allotment.units("allottedUnits") - allotment.units("consumedUnits")
  }

  var sku: String { allotment.licenseSku }

  // MARK: Holders

  func holds(_ principal: Int64) throws -> Bool {
    try transaction.exists(
      "SELECT 1 FROM holder WHERE allotment = ? AND principal = ?", [allotment.key, principal])
  }

  mutating func grant(_ principal: Int64, at moment: String) throws {
    try transaction.run(Self.grantSQL, addingTo: Self.holders, [allotment.key, principal, moment])
    freeUnits -= 1
    try decide(principal, "gets a unit")
    try transaction.noteLicenses(of: principal)
  }

  private static let holders = "holder"

  static let grantSQL = """
    INSERT INTO holder (allotment, principal, grantedDateTime, unit)
    VALUES (?1, ?2, ?3, coalesce((SELECT max(unit) FROM holder WHERE allotment = ?1), 0) + 1)
    """

  mutating func release(_ principal: Int64) throws {
    let released = try transaction.run(
      "DELETE FROM holder WHERE allotment = ? AND principal = ?", changing: Self.holders,
      [allotment.key, principal])
    guard released > 0 else { return }
    freeUnits += 1
    try decide(principal, "gives its unit back")
    try transaction.noteLicenses(of: principal)
  }

  // MARK: Queue

  func waits(_ principal: Int64) throws -> Bool {
    try transaction.exists(
      "SELECT 1 FROM waitingMember WHERE allotment = ? AND assignedTo = ?", [allotment.key, principal])
  }

  /// Who has waited longest: keys are enqueue numbers.
  func head() throws -> Int64? {
    try Int64.fetchOne(transaction.db.cachedStatement(sql: Self.headSQL), arguments: [allotment.key])
  }

  static let headSQL = "SELECT assignedTo FROM waitingMember WHERE allotment = ? ORDER BY key LIMIT 1"

  /// - Parameters:
  ///   - since: the moment of the request, unless a seed says otherwise.
  ///   - id: the id made from the content, unless a seed says otherwise.
  func enqueue(_ principal: Int64, since: String? = nil, id: String? = nil) throws {
    let table = try transaction.table(LicensingType.waitingMember)
    var new = NewEntity(draft: Draft(type: table.root), type: table.root, owner: nil)
    new.id = id
    new.references = ["allotment": allotment.key, "assignedTo": principal]
    new.properties["waitingSinceDateTime"] = .string(since ?? transaction.moment.precise)
    _ = try transaction.asRule { try transaction.insert(new) }
    try decide(principal, "waits for a unit")
    try transaction.noteLicenseState(of: principal)
  }

  func dequeue(_ principal: Int64) throws {
    let removed = try transaction.run(
      "DELETE FROM waitingMember WHERE allotment = ? AND assignedTo = ?", changing: "waitingMember",
      [allotment.key, principal])
    guard removed > 0 else { return }
    try transaction.noteLicenseState(of: principal)
  }

  // MARK: Trace

  /// `'adele' waits for a unit of 'copilot'`, for whoever listens.
  private func decide(_ principal: Int64, _ decision: String) throws {
    guard let trace = transaction.trace else { return }
    let sql = "SELECT id FROM directoryObject WHERE key = ?"
    let id = try String.fetchOne(transaction.db.cachedStatement(sql: sql), arguments: [principal])
    trace.decide("'\(id ?? "\(principal)")' \(decision) of '\(allotment.id)'")
  }
}
