import GraphStore
import JSON

/// Taking, keeping and deleting assignment requests (entitlement-management section 1.3).
struct AssignmentRequestRule: EntityRule {
  let types = [EntitlementType.request]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    try DateChecks(new, transaction).check(schedule: new.properties["schedule"])
    if transaction.origin == .request {
      try AskedSchedule(new.properties["schedule"]).check()
      try RequestIntake(transaction: transaction).take(&new)
    } else {
      try applyDefaults(to: &new, transaction)
    }
  }

  private func applyDefaults(to new: inout NewEntity, _ transaction: WriteTransaction) throws {
    let state = new.properties["requestState"]?.stringValue ?? "Delivered"
    let type = RequestType(new.properties["requestType"]?.stringValue) ?? .adminAdd
    new.properties["requestType"] = .string(type.rawValue)
    new.properties["requestState"] = .string(state)
    for (name, value) in [
      ("requestStatus", Self.status(of: state)), ("createdDateTime", transaction.moment.precise),
    ] { new.setDefault(name, .string(value), transaction) }
    let assignment = try transaction.entity(
      key: new.references["accessPackageAssignment"], type: EntitlementType.assignment)
    let policy = try transaction.entity(
      key: assignment?.references["accessPackageAssignmentPolicy"], type: EntitlementType.policy)
    RequestAnswers(policy: policy).complete(&new.properties)
    new.references["accessPackage"] =
      new.references["accessPackage"] ?? assignment?.references["accessPackage"]
    new.references["requestor"] = new.references["requestor"] ?? assignment?.references["target"]
  }

  /// The finer word that goes with a state when nothing says more.
  static func status(of state: String) -> String {
    switch state {
    case "Submitted": "Accepted"
    case "Scheduled": "PendingNotBefore"
    case "Delivered": "Fulfilled"
    default: state
    }
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .seed else { return }
    try DateChecks(changeBy: transaction).check(schedule: new.properties["schedule"])
  }

  func didInsert(_ entity: Entity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request else { return }
    if transaction.settings[EntitlementSettings.self].isStepped {
      try RequestSteps.add(entity.key, transaction)
    } else {
      try ScheduledTransitions.add(.request, entity.key, at: transaction.moment, transaction)
    }
  }

  func willDelete(_ entity: Entity, _ transaction: WriteTransaction) throws {
    if transaction.origin == .request { try checkDeletable(entity, transaction) }
    try ScheduledTransitions.forget(entity.key, transaction)
    if let approval = try transaction.entity(id: entity.id, in: transaction.table(EntitlementType.approval)) {
      try transaction.delete(approval)
    }
  }

  private func checkDeletable(_ request: Entity, _ transaction: WriteTransaction) throws {
    let state = request.string("requestState") ?? ""
    guard !["Submitted", "PendingApproval", "Scheduled", "Delivering"].contains(state) else {
      throw EntitlementError.invalidOperation("A request in the state \(state) cannot be deleted.")
    }
    let assignment = try transaction.entity(
      key: request.references["accessPackageAssignment"], type: EntitlementType.assignment)
    guard assignment.map({ $0.string("assignmentState") == "Expired" }) ?? true else {
      throw EntitlementError.invalidOperation("The request cannot be deleted because its assignment exists.")
    }
  }
}
