import GRDB
import GraphStore
import JSON

/// Checks a client's assignment request and brings it into the state in which it is answered.
struct RequestIntake {
  let transaction: WriteTransaction

  func take(_ new: inout NewEntity) throws {
    let places = RequestPlaces(new)
    guard let type = RequestType(new.properties["requestType"]?.stringValue), !type.isServerMade else {
      throw EntitlementError.invalidModel(at: "requestType", "No client sends requests of that type.")
    }
    guard RequestPlaces.given(in: new.draft).count < 2 else {
      throw EntitlementError.invalidModel(at: places.assignment, "A request is about one assignment.")
    }
    guard
      var assignment = try transaction.entity(
        key: new.references["accessPackageAssignment"], type: EntitlementType.assignment)
    else {
      throw EntitlementError.invalidModel(at: places.assignment, "A request is about an assignment.")
    }
    try checkOwn(type, assignment)
    switch type.effect {
    case .add:
      let intake = AdditionIntake(type: type, places: places, transaction: transaction)
      assignment = try intake.checked(assignment, schedule: new.properties["schedule"])
    case .change:
      try checkExisting(assignment)
      try checkNoneOpen(assignment)
      try checkChange(of: assignment, type, new)
    case .remove: try checkExisting(assignment)
    }
    try complete(&new, type, assignment)
  }

  /// Some permissions are for what concerns the caller alone.
  private func checkOwn(_ type: RequestType, _ assignment: Entity) throws {
    guard transaction.callerActsForOneself else { return }
    let target = assignment.references["target"]
    guard type.isOfUser, try target == nil || CallerAccess(transaction).isCaller(target) else {
      throw EntitlementError.unauthorized
    }
  }

  private func complete(_ new: inout NewEntity, _ type: RequestType, _ assignment: Entity) throws {
    let policy = try transaction.entity(
      key: assignment.references["accessPackageAssignmentPolicy"], type: EntitlementType.policy)
    try PolicySwitches(policy).check(type, justification: new.properties["justification"])
    try RequestAnswers(policy: policy).take(&new.properties, mustBeWhole: type.followsPolicy)
    new.references["accessPackage"] = assignment.references["accessPackage"]
    new.references["requestor"] = try requestor(type, assignment)
    new.properties[RequestCreator.annotation] = try transaction.callerObject().map { .string($0.id) }
    new.properties["requestType"] = .string(type.rawValue)
    new.properties["requestState"] = "Submitted"
    new.properties["requestStatus"] = "Accepted"
    new.properties["createdDateTime"] = .string(transaction.moment.precise)
    for name in ["completedDate", "customExtensionCalloutInstances"] { new.properties[name] = nil }
  }

  private func requestor(_ type: RequestType, _ assignment: Entity) throws -> Int64? {
    guard type != .adminAdd, let caller = try transaction.callerObject() else {
      return assignment.references["target"]
    }
    return try Subjects.ensure(forObject: caller.id, transaction).key
  }

  // MARK: Assignments that exist

  private func checkExisting(_ assignment: Entity) throws {
    guard assignment.string("assignmentState") != "Expired" else {
      throw EntitlementError.invalidOperation("The assignment is Expired.")
    }
  }

  /// Two changes that wait for approval would not know of each other.
  private func checkNoneOpen(_ assignment: Entity) throws {
    let others = try transaction.entities(
      transaction.table(EntitlementType.request), where: "accessPackageAssignment = ?", [assignment.key])
    let isOpen = others.contains { other in
      RequestType(other.string("requestType"))?.effect == .change
        && ["Submitted", "PendingApproval", "Delivering"].contains(other.string("requestState"))
    }
    if isOpen { throw EntitlementError.openRequest }
  }

  /// What the request will do to the schedule when it is carried out.
  private func checkChange(of assignment: Entity, _ type: RequestType, _ new: NewEntity) throws {
    let change = try ScheduleChange(
      of: assignment, to: new.properties["schedule"], by: type, at: transaction.moment, transaction)
    try change.check(at: transaction.moment)
  }
}

extension WriteTransaction {
  /// nil for an application.
  func callerObject() throws -> Entity? { try caller.flatMap { try liveObject(key: $0) } }
}
