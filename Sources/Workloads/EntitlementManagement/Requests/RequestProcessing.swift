import GraphStore
import JSON

/// The way of a request after it was taken (entitlement-management section 1.3).
struct RequestProcessing {
  let request: Entity
  /// The time that its changes bear.
  let moment: Moment
  let transaction: WriteTransaction

  private var type: RequestType { RequestType(request.string("requestType")) ?? .adminAdd }

  func advance(_ kind: ScheduledTransitions.Kind) throws {
    switch (kind, request.string("requestState")) {
    case (.request, "Submitted"): try begin()
    case (.start, "Scheduled"): try deliver()
    case (.approvalTimeout, "PendingApproval"): try deny()
    default: return
    }
  }

  private func begin() throws {
    guard request.bool("isValidationOnly") != true else { return try discard() }
    guard type.effect == .add else { return try carryOut() }
    if type.followsPolicy, try Approval(request: request, transaction: transaction).open(at: moment) {
      return try set("PendingApproval", "PendingApproval", isFinal: false)
    }
    try afterApproval()
  }

  /// Delivers now, or waits for the start of the schedule.
  func afterApproval() throws {
    guard let assignment = try assignment() else { return try fail() }
    let start = AssignmentSchedule(assignment.properties["schedule"], policy: nil, now: moment).start
    guard start > transaction.moment else { return try deliver() }
    try ScheduledTransitions.add(.start, request.key, at: start, transaction)
    try set("Scheduled", "PendingNotBefore", isFinal: false)
  }

  private func carryOut() throws {
    guard let assignment = try assignment() else { return try fail() }
    if type.effect == .remove {
      try Expiry(assignment: assignment, moment: moment, transaction: transaction).expire()
    } else {
      try change(assignment)
    }
    try set("Delivered", "Fulfilled", isFinal: true)
  }

  private func change(_ assignment: Entity) throws {
    let change = try ScheduleChange(
      of: assignment, to: request.properties["schedule"], at: moment, transaction)
    _ = try transaction.update(assignment) { assignment in
      assignment.properties["schedule"] = change.result.json
      if change.movesEnd { assignment.properties["isExtended"] = .bool(true) }
    }
  }

  func deliver() throws {
    guard let assignment = try assignment() else { return try fail() }
    switch try Delivery.deliver(assignment, transaction) {
    case .complete:
      try setAssignment("Delivered")
      try set("Delivered", "Fulfilled", isFinal: true)
    case .partial:
      try setAssignment("PartiallyDelivered")
      try set("PartiallyDelivered", "PartiallyDelivered", isFinal: true)
    case .failed: try fail()
    }
  }

  private func fail() throws {
    try setAssignment("DeliveryFailed")
    try set("DeliveryFailed", "DeliveryFailed", isFinal: true)
  }

  /// Nothing comes of it: the assignment that it would have made goes.
  func deny() throws { try end("Denied") }

  func cancel() throws { try end("Canceled") }

  private func end(_ state: String) throws {
    try set(state, state, isFinal: true)
    try ScheduledTransitions.forget(request.key, transaction)
    guard type.effect == .add, let assignment = try assignment() else { return }
    try transaction.asRule { try transaction.delete(assignment) }
  }

  /// A request that was only to be checked leaves nothing behind.
  private func discard() throws {
    let assignment = try assignment()
    try transaction.delete(request)
    if type.effect == .add, let assignment { try transaction.delete(assignment) }
  }

  // MARK: Changes

  private func assignment() throws -> Entity? {
    try transaction.entity(
      key: request.references["accessPackageAssignment"], type: EntitlementType.assignment)
  }

  private func set(_ state: String, _ status: String, isFinal: Bool) throws {
    guard let current = try transaction.entity(key: request.key, type: EntitlementType.request) else {
      return
    }
    _ = try transaction.update(current) { request in
      request.properties["requestState"] = .string(state)
      request.properties["requestStatus"] = .string(status)
      if isFinal { request.properties["completedDate"] = .string(moment.precise) }
    }
  }

  private func setAssignment(_ state: String) throws {
    guard let assignment = try assignment() else { return }
    _ = try transaction.update(assignment) { assignment in
      assignment.properties["assignmentState"] = .string(state)
      assignment.properties["assignmentStatus"] = .string(state)
    }
  }
}
