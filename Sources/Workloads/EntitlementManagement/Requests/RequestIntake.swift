import GraphStore
import JSON

/// Checks a client's assignment request and brings it into the state in which it is answered.
struct RequestIntake {
  let transaction: WriteTransaction

  func take(_ new: inout NewEntity) throws {
    guard let type = RequestType(new.properties["requestType"]?.stringValue), !type.isServerMade else {
      throw EntitlementError.invalidModel
    }
    guard
      var assignment = try transaction.entity(
        key: new.references["accessPackageAssignment"], type: EntitlementType.assignment)
    else { throw EntitlementError.invalidModel }
    switch type.effect {
    case .add: assignment = try checkedAddition(type, assignment, new)
    case .change:
      try checkExisting(assignment)
      try checkChange(of: assignment, new)
    case .remove: try checkExisting(assignment)
    }
    try complete(&new, type, assignment)
  }

  private func complete(_ new: inout NewEntity, _ type: RequestType, _ assignment: Entity) throws {
    let policy = try transaction.entity(
      key: assignment.references["accessPackageAssignmentPolicy"], type: EntitlementType.policy)
    let answers = RequestAnswers(policy: policy)
    answers.complete(&new.properties)
    if type.followsPolicy, answers.lackRequired(new.properties) { throw EntitlementError.invalidModel }
    new.references["accessPackage"] = assignment.references["accessPackage"]
    new.references["requestor"] = try requestor(type, assignment)
    new.properties[RequestCreator.annotation] = try callerObject().map { .string($0.id) }
    new.properties["requestType"] = .string(type.rawValue)
    new.properties["requestState"] = "Submitted"
    new.properties["requestStatus"] = "Accepted"
    new.properties["createdDateTime"] = .string(transaction.moment.precise)
    new.properties["completedDate"] = nil
  }

  private func requestor(_ type: RequestType, _ assignment: Entity) throws -> Int64? {
    guard type != .adminAdd, let caller = try callerObject() else { return assignment.references["target"] }
    return try Subjects.ensure(forObject: caller.id, transaction).key
  }

  private func callerObject() throws -> Entity? {
    guard let caller = transaction.caller else { return nil }
    return try transaction.liveObject(key: caller)
  }

  private func checkExisting(_ assignment: Entity) throws {
    guard assignment.string("assignmentState") != "Expired" else {
      throw EntitlementError.invalidOperation("The assignment is Expired.")
    }
  }

  /// What the request will do to the schedule when it is carried out.
  private func checkChange(of assignment: Entity, _ new: NewEntity) throws {
    let change = try ScheduleChange(
      of: assignment, to: new.properties["schedule"], at: transaction.moment, transaction)
    guard change.asked.isPossible else { throw EntitlementError.invalidModel }
  }

  // MARK: Additions

  /// The assignment with its target and policy, after all checks.
  private func checkedAddition(_ type: RequestType, _ assignment: Entity, _ new: NewEntity) throws -> Entity {
    guard let package = assignment.references["accessPackage"] else { throw EntitlementError.invalidModel }
    let target = try target(type, assignment)
    try checkOthers(of: assignment, package, target.key)
    let policy = try policy(type, assignment, package, target)
    if type.followsPolicy { try Incompatibility.check(package: package, target: target, transaction) }
    let schedule = AssignmentSchedule(new.properties["schedule"], policy: policy, now: transaction.moment)
    guard schedule.isPossible else { throw EntitlementError.invalidModel }
    return try transaction.update(assignment) { assignment in
      assignment.references["target"] = target.key
      assignment.references["accessPackageAssignmentPolicy"] = policy.key
      assignment.properties["schedule"] = schedule.json
    }
  }

  private func target(_ type: RequestType, _ assignment: Entity) throws -> Entity {
    if let target = try transaction.entity(
      key: assignment.references["target"], type: EntitlementType.subject)
    {
      return target
    }
    guard type.followsPolicy, let caller = try callerObject() else { throw EntitlementError.invalidModel }
    return try Subjects.ensure(forObject: caller.id, transaction)
  }

  private func checkOthers(of assignment: Entity, _ package: Int64, _ target: Int64) throws {
    let others = try AccessPackageAssignments.unexpired("accessPackage = ?", package, transaction)
      .filter { $0.references["target"] == target && $0.key != assignment.key }
    guard let other = others.first else { return }
    let isDelivered = other.string("assignmentState") == "Delivered"
    throw isDelivered ? EntitlementError.existingGrant : EntitlementError.openRequest
  }

  private func policy(
    _ type: RequestType, _ assignment: Entity, _ package: Int64, _ target: Entity
  ) throws -> Entity {
    let named = try transaction.entity(
      key: assignment.references["accessPackageAssignmentPolicy"], type: EntitlementType.policy)
    if let named {
      guard named.references["accessPackage"] == package else { throw EntitlementError.invalidModel }
      guard try !type.followsPolicy || PolicyScope(transaction: transaction).accepts(target, named) else {
        throw EntitlementError.policyNotApplicable
      }
      return named
    }
    guard type.followsPolicy else { throw EntitlementError.invalidModel }
    guard let found = try PolicyScope(transaction: transaction).oldest(of: package, accepting: target) else {
      throw EntitlementError.policyNotApplicable
    }
    return found
  }
}
