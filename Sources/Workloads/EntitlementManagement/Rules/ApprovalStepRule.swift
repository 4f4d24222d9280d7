import GraphStore
import JSON

/// The decision of one approval step.
struct ApprovalStepRule: EntityRule {
  let types = [EntitlementType.approvalStep]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    if new.properties["status"] ?? .null == .null { new.properties["status"] = "InProgress" }
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request else { return }
    guard old.string("status") == "InProgress" else { throw EntitlementError.stepDecided }
    guard let decision = Self.decision(new.string("reviewResult")) else {
      throw EntitlementError.invalidModel
    }
    let (request, index) = try Self.place(of: old, transaction)
    let stages = try Approval(request: request, transaction: transaction).stages()
    let stage = index < stages.count ? stages[index] : [:]
    try checkApprover(stage, request, transaction)
    if stage["isApproverJustificationRequired"]?.boolValue == true, new.string("justification") ?? "" == "" {
      throw EntitlementError.invalidModel
    }
    new.properties["reviewResult"] = .string(decision)
    new.properties["status"] = "Completed"
    new.properties["reviewedDateTime"] = .string(transaction.moment.precise)
    if let caller = transaction.caller, let user = try transaction.liveObject(key: caller) {
      new.properties["reviewedBy"] = [
        "displayName": user.properties["displayName"] ?? .null, "id": .string(user.id),
      ]
    }
  }

  private static func decision(_ text: String?) -> String? {
    ["Approve", "Deny"].first { $0.lowercased() == text?.lowercased() }
  }

  /// The request and the number of the stage.
  private static func place(of step: Entity, _ transaction: WriteTransaction) throws -> (Entity, Int) {
    guard let approval = try transaction.entity(key: step.owner, type: EntitlementType.approval),
      let request = try transaction.entity(id: approval.id, in: transaction.table(EntitlementType.request)),
      let index = try Approval.steps(of: approval.key, transaction).firstIndex(where: { $0.key == step.key })
    else { throw EntitlementError.notFound(step.id) }
    return (request, index)
  }

  private func checkApprover(
    _ stage: JSONObject, _ request: Entity, _ transaction: WriteTransaction
  ) throws {
    guard let caller = transaction.caller, let user = try transaction.liveObject(key: caller) else {
      guard transaction.settings[EntitlementSettings.self].approvesWithoutIdentity else {
        throw EntitlementError.unauthorized
      }
      return
    }
    let approvers =
      (stage["primaryApprovers"]?.arrayValue ?? []) + (stage["escalationApprovers"]?.arrayValue ?? [])
    let isNamed = try approvers.contains { approver in
      try UserSet.contains(approver, user, transaction) || isManager(user, approver, request, transaction)
    }
    guard isNamed else { throw EntitlementError.unauthorized }
  }

  private func isManager(
    _ user: Entity, _ approver: JSONValue, _ request: Entity, _ transaction: WriteTransaction
  ) throws -> Bool {
    guard approver.objectValue?["@odata.type"]?.stringValue == "#microsoft.graph.requestorManager",
      let subject = try transaction.entity(
        key: request.references["requestor"], type: EntitlementType.subject),
      let id = subject.string("objectId"),
      let requestor = try transaction.entity(id: id, in: transaction.table(DirectoryType.object))
    else { return false }
    return requestor.references["manager"] == user.key
  }

  func didUpdate(_ old: Entity, _ new: Entity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request, new.string("status") == "Completed" else { return }
    let (request, index) = try Self.place(of: new, transaction)
    let processing = RequestProcessing(request: request, moment: transaction.moment, transaction: transaction)
    try transaction.asRule {
      guard new.string("reviewResult") == "Approve" else { return try processing.deny() }
      guard let approval = new.owner else { return }
      let steps = try Approval.steps(of: approval, transaction)
      guard index + 1 < steps.count else { return try processing.afterApproval() }
      _ = try transaction.update(steps[index + 1]) { $0.properties["status"] = "InProgress" }
      let parts = Approval(request: request, transaction: transaction)
      let stages = try parts.stages()
      if index + 1 < stages.count { try parts.setTimeout(stages[index + 1], from: transaction.moment) }
    }
  }
}
