import EntityModel
import GRDB
import GraphContract
import GraphStore
import JSON

/// The two ends of an assignment, with everything that may speak against joining them.
struct AssignmentPlace {
  let allotment: Entity
  let assignee: Entity

  init(allotment: Entity, assignee: Entity) {
    self.allotment = allotment
    self.assignee = assignee
  }

  init(_ new: NewEntity, _ transaction: WriteTransaction) throws {
    guard let allotment = try Self.allotment(new.references, transaction) else {
      throw Self.missing("allotment")
    }
    guard let assignee = try Self.assignee(new.references, transaction) else {
      throw Self.missing("assignedTo")
    }
    self.init(allotment: allotment, assignee: assignee)
  }

  static func allotment(_ references: [String: Int64], _ transaction: WriteTransaction) throws -> Entity? {
    try transaction.entity(key: references["allotment"], type: LicensingType.allotment)
  }

  static func assignee(_ references: [String: Int64], _ transaction: WriteTransaction) throws -> Entity? {
    try transaction.entity(key: references["assignedTo"], type: LicensingType.user)
  }

  private static func missing(_ name: String) -> GraphError {
    .licensing(
      "requiredFieldOrParameterMissing", "The property '\(name)' is required.", target: "body", property: name
    )
  }

  var kind: AssigneeKind? { AssigneeKind(typeName: assignee.type.name) }

  var isServed: Bool { kind.map(allotment.assigneeKinds.contains) ?? false }
}

// MARK: A client's request

extension AssignmentPlace {
  /// Everything after the references are resolved, in the documented order; the first failure wins.
  func check(_ disabled: [String], _ transaction: WriteTransaction) throws {
    try checkKind()
    try Self.checkPlans(disabled, allotment)
    try checkNew(transaction)
    guard allotment.givesBenefit else {
      throw GraphError.licensing(
        "subscriptionNotActive", "The subscription of the allotment is not active.", property: "allotment")
    }
    guard kind != .group else { return }
    let settings = transaction.licensingSettings
    try checkRules(disabled, settings.rules, transaction)
    try checkCapacity(settings, transaction)
  }

  private func checkKind() throws {
    let canLicense = kind != .group || assignee.bool("securityEnabled") == true
    guard isServed, canLicense else {
      throw GraphError.licensing(
        "invalidAssigneeType", "The allotment cannot be assigned to this object.", property: "assignedTo")
    }
  }

  static func checkPlans(_ disabled: [String], _ allotment: Entity) throws {
    let services = (allotment.properties["services"]?.arrayValue ?? []).compactMap(\.objectValue)
    let assignable = services.filter { $0["assignableTo"]?.stringValue != "none" }
    let plans = Set(assignable.compactMap { $0["planId"]?.stringValue })
    guard let index = disabled.firstIndex(where: { !plans.contains($0) }) else { return }
    throw GraphError.licensing(
      "notFound", "The service plan '\(disabled[index])' is not an assignable part of the allotment.",
      target: "body", property: "disabledServicePlanIds[\(index)]")
  }

  private func checkNew(_ transaction: WriteTransaction) throws {
    guard try hasTwin(transaction) else { return }
    throw GraphError.licensing(
      "assignmentAlreadyExists", "The allotment is already assigned to this object.", property: "assignedTo",
      status: 409, code: "conflict")
  }

  private func hasTwin(_ transaction: WriteTransaction, except id: String? = nil) throws -> Bool {
    try transaction.exists(
      "SELECT 1 FROM assignment WHERE allotment = ? AND assignedTo = ? AND id IS NOT ?",
      [allotment.key, assignee.key, id])
  }

  private func checkRules(_ disabled: [String], _ rules: LicenseRules, _ transaction: WriteTransaction) throws
  {
    guard !rules.isEmpty else { return }
    let check = try licenseCheck(disabled, rules, without: nil, transaction)
    if let error = try check.problem()?.cloudLicensingError { throw error }
  }

  /// Exclusivity and dependency of a changed direct assignment (cloud-licensing ED-46).
  func checkPlanRules(_ disabled: [String], without assignment: Int64, _ transaction: WriteTransaction) throws
  {
    let rules = transaction.licensingSettings.rules
    guard kind != .group, !rules.isEmpty else { return }
    let check = try licenseCheck(disabled, rules, without: assignment, transaction)
    if let error = (check.exclusion() ?? check.dependency())?.cloudLicensingError { throw error }
  }

  private func licenseCheck(
    _ disabled: [String], _ rules: LicenseRules, without assignment: Int64?, _ transaction: WriteTransaction
  ) throws -> LicenseCheck {
    LicenseCheck(
      transaction: transaction, rules: rules, principal: assignee, allotment: allotment,
      plans: allotment.planIds.filter { !disabled.contains($0) },
      held: try transaction.heldPlans(of: assignee.key, without: assignment), location: .own)
  }

  /// Under `reject` a full pool refuses, unless the assignee holds a unit of it already (cloud-licensing ED-5).
  private func checkCapacity(_ settings: LicensingSettings, _ transaction: WriteTransaction) throws {
    guard settings.overCapacity.cloudLicensingRefuses else { return }
    let pool = Pool(allotment, transaction)
    guard pool.freeUnits <= 0, try !pool.holds(assignee.key) else { return }
    throw GraphError.licensing("noAvailableLicenses", "There are no available licenses in the allotment.")
  }
}

// MARK: A seed

extension AssignmentPlace {
  /// What holds for a seed too.
  ///
  /// - Parameter id: an assignment of this id is no second one but the same seed once more.
  func checkSeed(_ id: String, _ transaction: WriteTransaction) throws {
    guard isServed else {
      throw GraphError.seedMistake(
        "the allotment '\(allotment.id)' does not serve a \(assignee.type.shortName)")
    }
    guard try !hasTwin(transaction, except: id) else {
      throw GraphError.seedMistake("'\(allotment.id)' is assigned to '\(assignee.id)' already")
    }
  }
}
