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
    case (.start, "Scheduled"): try startDelivery()
    case (.approvalTimeout, "PendingApproval"): try deny()
    case (.escalation, "PendingApproval"):
      try set("PendingApproval", "PendingApprovalEscalated", isFinal: false)
    default: return
    }
  }

  /// What a request does at its next occasion where requests are stepped.
  func step() throws {
    switch request.string("requestState") {
    case "Submitted": try begin()
    case "Delivering": try finish()
    default: return
    }
  }

  private func begin() throws {
    guard request.bool("isValidationOnly") != true else { return try discard() }
    switch type.effect {
    case .add: try wait(at: .assignmentRequestCreated, else: approve)
    case .change: try approve()
    case .remove: try startDelivery()
    }
  }

  private func approve() throws {
    if type.isOfUser, try Approval(request: request, transaction: transaction).open(at: moment) {
      return try set("PendingApproval", "PendingApproval", isFinal: false)
    }
    try afterApproval()
  }

  /// The next stage is to be decided, whoever could decide the one before.
  func nextStage(_ index: Int) throws {
    let approval = Approval(request: request, transaction: transaction)
    let stages = try approval.stages()
    if index < stages.count { try approval.setTimeout(stages[index], from: moment) }
    try set("PendingApproval", "PendingApproval", isFinal: false)
  }

  /// Goes on where the answer of a custom extension was waited for.
  func resume(after stage: CustomExtensionStage) throws {
    switch stage {
    case .assignmentRequestCreated: try approve()
    case .assignmentRequestApproved: try deliverInTime()
    case .assignmentRequestGranted, .assignmentRequestRemoved:
      try set("Delivered", "Fulfilled", isFinal: true)
    }
  }

  private func wait(at stage: CustomExtensionStage, else goOn: () throws -> Void) throws {
    let policy = try transaction.entity(
      key: try assignment()?.references["accessPackageAssignmentPolicy"], type: EntitlementType.policy)
    let called = try stage.awaited(policy, transaction)
    guard !called.isEmpty else { return try goOn() }
    try CalloutInstances.add(called, at: stage, to: request, transaction)
    try set("Submitted", "WaitingForCallback", isFinal: false)
  }

  func afterApproval() throws {
    guard type.effect == .add else { return try startDelivery() }
    try wait(at: .assignmentRequestApproved, else: deliverInTime)
  }

  /// Delivers now, or waits for the start of the schedule.
  private func deliverInTime() throws {
    guard let assignment = try assignment() else { return try fail() }
    let start = AssignmentSchedule.start(assignment.properties["schedule"]?.objectValue)
    guard let start, start > moment else { return try startDelivery() }
    try ScheduledTransitions.add(.start, request.key, at: start, transaction)
    try set("Scheduled", "PendingNotBefore", isFinal: false)
  }

  /// What is asked for happens now, or at the next step.
  func startDelivery() throws {
    guard transaction.settings[EntitlementSettings.self].isStepped else { return try finish() }
    try RequestSteps.add(request.key, transaction)
    try set("Delivering", "Delivering", isFinal: false)
  }

  private func finish() throws {
    if type.effect == .add { try deliver() } else { try carryOut() }
  }

  private func carryOut() throws {
    guard let assignment = try assignment() else { return try fail() }
    if type.effect == .remove {
      try Expiry(assignment: assignment, moment: moment, transaction: transaction).expire()
    } else if try !change(assignment) {
      return try set("DeliveryFailed", "DeliveryFailed", isFinal: true)
    }
    try set("Delivered", "Fulfilled", isFinal: true)
  }

  /// - Returns: false where it comes too late: access has ended, or would have by now.
  private func change(_ assignment: Entity) throws -> Bool {
    guard assignment.string("assignmentState") != "Expired" else { return false }
    let change = try ScheduleChange(
      of: assignment, to: request.properties["schedule"], by: type, at: moment, transaction)
    guard !change.isTooLate(at: moment) else { return false }
    _ = try transaction.update(assignment) { assignment in
      assignment.properties["schedule"] = change.result.json
      if change.movesEnd { assignment.properties["isExtended"] = .bool(true) }
    }
    return true
  }

  private func deliver() throws {
    guard let assignment = try assignment() else { return try fail() }
    let schedule = AssignmentSchedule(delivering: assignment.properties["schedule"], at: moment)
    guard !schedule.isOver else { return try fail() }
    switch try Delivery.deliver(assignment, transaction) {
    case .complete:
      try setAssignment("Delivered", schedule)
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
    try RequestSteps.forget(request.key, transaction)
    try Approval.close(request, transaction)
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

  private func setAssignment(_ state: String, _ schedule: AssignmentSchedule? = nil) throws {
    guard let assignment = try assignment() else { return }
    _ = try transaction.update(assignment) { assignment in
      if let schedule { assignment.properties["schedule"] = schedule.json }
      assignment.properties["assignmentState"] = .string(state)
      assignment.properties["assignmentStatus"] = .string(state)
    }
  }
}
