import EntityModel
import GraphContract
import GraphStore
import JSON
import OData

/// The older API's way to license a user or a group, written as assignments (directory 6.3, cloud-licensing ED-20).
struct AssignLicense: OperationRule {
  let operations = ["microsoft.graph.assignLicense"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    let (adding, removing) = try Self.parameters(call)
    guard let assignee = call.entity, let kind = AssigneeKind(typeName: assignee.type.name) else {
      return .empty(status: 204)
    }
    guard kind != .group || assignee.bool("securityEnabled") == true else {
      throw GraphError.assignLicense("Licenses can only be assigned to security enabled groups.")
    }
    let change = LicenseChange(assignee: assignee, kind: kind, transaction: transaction)
    for sku in removing { try change.remove(sku) }
    try change.add(adding)
    guard kind == .user else {
      return .entity(key: assignee.key, type: assignee.type, status: 202, adding: [])
    }
    return .entity(
      key: assignee.key, type: assignee.type, status: 200, adding: ["assignedLicenses", "assignedPlans"])
  }

  /// Both parameters are required, empty lists allowed.
  private static func parameters(_ call: OperationCall) throws -> (
    adding: [LicenseRequest], removing: [String]
  ) {
    for name in ["addLicenses", "removeLicenses"] where call.parameters[name]?.arrayValue == nil {
      throw GraphError.assignLicense(
        "One or more parameters of the operation 'assignLicense' are missing from the request payload. "
          + "The missing parameters are: \(name).")
    }
    let adding = try (call.parameters["addLicenses"]?.arrayValue ?? []).map { try LicenseRequest($0) }
    let removing = try (call.parameters["removeLicenses"]?.arrayValue ?? []).map { try guid($0) }
    return (adding, removing)
  }

  static func guid(_ value: JSONValue?) throws -> String {
    guard let text = value?.stringValue, let guid = Guid.normalized(text) else {
      throw GraphError(
        400, "BadRequest",
        "Cannot convert a primitive value to the expected type 'Edm.Guid'. See the inner exception for more details."
      )
    }
    return guid
  }
}

/// One element of `addLicenses`.
struct LicenseRequest {
  let sku: String
  let disabledPlans: [String]

  init(_ value: JSONValue) throws {
    let object = value.objectValue
    sku = try AssignLicense.guid(object?["skuId"])
    var seen: Set<String> = []
    disabledPlans = try (object?["disabledPlans"]?.arrayValue ?? []).map { try AssignLicense.guid($0) }
      .filter { seen.insert($0).inserted }
  }
}

/// The changes of one call.
private struct LicenseChange {
  let assignee: Entity
  let kind: AssigneeKind
  let transaction: WriteTransaction

  // MARK: Removing

  func remove(_ sku: String) throws {
    let assignments = try directAssignments(sku)
    guard assignments.isEmpty else {
      for assignment in assignments { try transaction.delete(assignment) }
      return
    }
    guard try transaction.isEntitled(assignee.key, toSku: sku) else {
      throw GraphError.assignLicense("User does not have a corresponding license.")
    }
    throw GraphError.assignLicense(
      "User license is inherited from a group membership and it cannot be removed directly from the user.")
  }

  private func directAssignments(_ sku: String) throws -> [Entity] {
    let pools = Set(try transaction.allotments(ofSku: sku))
    return try transaction.directAssignments(of: assignee.key).filter { assignment in
      assignment.references["allotment"].map(pools.contains) ?? false
    }
  }

  // MARK: Adding

  /// All of them are planned before any is made, so that they may satisfy each other's dependencies.
  func add(_ requests: [LicenseRequest]) throws {
    let additions = try requests.map {
      try Addition($0, pools: pools($0.sku), existing: directAssignments($0.sku))
    }
    try checkRules(additions)
    for addition in additions { try carryOut(addition) }
    if kind == .user { transaction.settlement.expectedPlans[assignee.key] = additions.flatMap(\.plans) }
  }

  /// The allotments of the product, whether or not they can be assigned.
  private func pools(_ sku: String) throws -> [Entity] {
    let table = try transaction.table(LicensingType.allotment)
    return try transaction.allotments(ofSku: sku).compactMap { try transaction.entity(key: $0, in: table) }
  }

  private func carryOut(_ addition: Addition) throws {
    let disabled = JSONValue.array(addition.request.disabledPlans.map(JSONValue.string))
    for assignment in addition.existing {
      _ = try transaction.asRule {
        try transaction.update(assignment) { $0.properties["disabledServicePlanIds"] = disabled }
      }
    }
    guard addition.existing.isEmpty else { return }
    try transaction.assign(try choose(addition), to: assignee.key, disabled)
  }

  /// Where the assignee holds a unit already, else the most free units, else seed order.
  private func choose(_ addition: Addition) throws -> Entity {
    let pools = addition.pools.filter { $0.assigneeKinds.contains(kind) && $0.givesBenefit }
      .map { Pool($0, transaction) }
    if let held = try pools.first(where: { try $0.holds(assignee.key) }) { return held.allotment }
    var best: Pool?
    for pool in pools where pool.freeUnits > best?.freeUnits ?? Int.min { best = pool }
    guard let best else { throw Addition.invalidLicense(addition.request.sku) }
    if best.freeUnits <= 0, kind == .user, transaction.licensingSettings.overCapacity.assignLicenseRefuses {
      throw GraphError.assignLicense(
        "Subscription with SKU \(addition.request.sku) does not have any available licenses.")
    }
    return best.allotment
  }

  // MARK: Rules

  private func checkRules(_ additions: [Addition]) throws {
    for addition in additions { try addition.check(kind) }
    guard kind == .user else { return }
    let rules = transaction.licensingSettings.rules
    let held = try transaction.heldPlans(of: assignee.key)
    for addition in additions {
      guard let pool = addition.pools.first else { continue }
      let others = additions.filter { $0.request.sku != addition.request.sku }.flatMap(\.plans)
      let check = LicenseCheck(
        transaction: transaction, rules: rules, principal: assignee, allotment: pool,
        plans: addition.plans.map(\.plan), held: held + others, location: .required)
      if let error = try check.problem()?.assignLicenseError { throw error }
    }
  }
}

/// A license to add, with the allotments of its product and the assignments that exist already.
private struct Addition {
  let request: LicenseRequest
  let pools: [Entity]
  let existing: [Entity]

  init(_ request: LicenseRequest, pools: [Entity], existing: [Entity]) {
    self.request = request
    self.pools = pools
    self.existing = existing
  }

  var plans: [HeldPlan] {
    var seen: Set<String> = []
    return pools.flatMap(\.planIds).filter { seen.insert($0).inserted && !request.disabledPlans.contains($0) }
      .map { HeldPlan(plan: $0, sku: request.sku) }
  }

  func check(_ kind: AssigneeKind) throws {
    let isUsable = pools.contains { $0.assigneeKinds.contains(kind) && $0.givesBenefit }
    guard isUsable || !existing.isEmpty else { throw Self.invalidLicense(request.sku) }
    let plans = Set(pools.flatMap(\.planIds))
    if let plan = request.disabledPlans.first(where: { !plans.contains($0) }) {
      throw GraphError.assignLicense("Service plan \(plan) is not part of license \(request.sku).")
    }
  }

  static func invalidLicense(_ sku: String) -> GraphError {
    .assignLicense("License \(sku) does not correspond to a valid company License.")
  }
}
