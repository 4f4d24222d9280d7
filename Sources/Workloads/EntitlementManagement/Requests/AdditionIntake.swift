import GraphStore
import JSON

/// Checks a request for access that is not there yet.
struct AdditionIntake {
  let type: RequestType
  let places: RequestPlaces
  let transaction: WriteTransaction

  /// The assignment with its target, its policy and its schedule.
  func checked(_ assignment: Entity, schedule asked: JSONValue?) throws -> Entity {
    guard let package = assignment.references["accessPackage"] else {
      throw EntitlementError.invalidModel(
        at: places.place(of: "accessPackage", or: "accessPackageId"), "An access package is needed.")
    }
    let target = try target(of: assignment)
    try checkOthers(of: assignment, package, target.key)
    let policy = try policy(of: assignment, package, target)
    if type.followsPolicy { try Incompatibility.check(package: package, target: target, transaction) }
    let granted = PolicySwitches(policy).granted(asked, to: type)
    let schedule = AssignmentSchedule(granted, policy: policy, now: transaction.moment)
    guard schedule.isPossible else { throw EntitlementError.impossibleSchedule }
    try AskedSchedule(granted).check(endsAfter: max(schedule.start, transaction.moment))
    return try transaction.update(assignment) { assignment in
      assignment.references["target"] = target.key
      assignment.references["accessPackageAssignmentPolicy"] = policy.key
      assignment.properties["schedule"] = AssignmentSchedule.waiting(granted, policy: policy)
    }
  }

  private func target(of assignment: Entity) throws -> Entity {
    if let target = try transaction.entity(
      key: assignment.references["target"], type: EntitlementType.subject)
    {
      try SubjectChecks.checkKind(
        of: Subjects.object(of: target, transaction), at: places.place(of: "target", or: "targetId"))
      return target
    }
    guard type.followsPolicy, let caller = try transaction.callerObject() else {
      throw EntitlementError.invalidModel(
        at: places.place(of: "target", or: "targetId"), "It does not say who gets the access package.")
    }
    return try Subjects.ensure(forObject: caller.id, transaction)
  }

  private func checkOthers(of assignment: Entity, _ package: Int64, _ target: Int64) throws {
    let others = try AccessPackageAssignments.unexpired("accessPackage = ?", package, transaction)
      .filter { $0.references["target"] == target && $0.key != assignment.key }
    guard let other = others.first else { return }
    let isDelivered = other.string("assignmentState") == "Delivered"
    throw isDelivered ? EntitlementError.existingGrant : EntitlementError.openRequest
  }

  private func policy(of assignment: Entity, _ package: Int64, _ target: Entity) throws -> Entity {
    let named = try transaction.entity(
      key: assignment.references["accessPackageAssignmentPolicy"], type: EntitlementType.policy)
    if let named { return try checked(named, package, target) }
    guard type.followsPolicy else { throw invalidPolicy("Administrators name the policy.") }
    guard let found = try PolicyScope(transaction: transaction).oldest(of: package, accepting: target) else {
      throw EntitlementError.policyNotApplicable
    }
    return found
  }

  private func checked(_ policy: Entity, _ package: Int64, _ target: Entity) throws -> Entity {
    guard policy.references["accessPackage"] == package else {
      throw invalidPolicy("The policy is one of another access package.")
    }
    guard try !type.followsPolicy || PolicyScope(transaction: transaction).accepts(target, policy) else {
      throw EntitlementError.policyNotApplicable
    }
    return policy
  }

  private func invalidPolicy(_ message: String) -> any Error {
    EntitlementError.invalidModel(
      at: places.place(of: "accessPackageAssignmentPolicy", or: "assignmentPolicyId"), message)
  }
}
