import GraphStore
import JSON

/// The decision of one approval step.
struct ApprovalStepRule: EntityRule {
  let types = [EntitlementType.approvalStep]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    new.setDefault("status", "InProgress", transaction)
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request else { return }
    let (request, index) = try Self.place(of: old, transaction)
    try Self.checkWaits(old, request)
    guard let decision = Self.decision(new.string("reviewResult")) else {
      throw EntitlementError.invalidModel(at: "reviewResult", "A decision is 'Approve' or 'Deny'.")
    }
    let approvers = try Approvers(request: request, stage: index, transaction)
    let user = try CallerAccess(transaction).user
    guard try approvers.include(user) else { throw EntitlementError.unauthorized }
    if approvers.stage["isApproverJustificationRequired"]?.boolValue == true,
      new.string("justification") ?? "" == ""
    {
      throw EntitlementError.invalidModel(at: "justification", "The stage asks for a justification.")
    }
    new.properties["reviewResult"] = .string(decision)
    new.properties["status"] = "Completed"
    new.properties["reviewedDateTime"] = .string(transaction.moment.precise)
    if let user {
      new.properties["reviewedBy"] = [
        "displayName": user.properties["displayName"] ?? .null, "id": .string(user.id),
      ]
    }
  }

  /// A request that is over stays as it is (entitlement-management section 1.3).
  private static func checkWaits(_ step: Entity, _ request: Entity) throws {
    let status = step.string("status") ?? ""
    let state = request.string("requestState") ?? ""
    guard status != "Completed" else { throw EntitlementError.stepDecided }
    guard state == "PendingApproval" else { throw EntitlementError.requestClosed(state) }
    guard status != "Initializing" else { throw EntitlementError.stepNotReached }
    guard status == "InProgress" else { throw EntitlementError.stepClosed(status) }
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
      try processing.nextStage(index + 1)
    }
  }
}
