import GRDB
import GraphStore
import JSON

/// Who decides a stage of a request's approval.
struct Approvers {
  let stage: JSONObject
  private let request: Entity
  private let transaction: WriteTransaction

  /// - Parameter stage: number of the stage.
  init(request: Entity, stage index: Int, _ transaction: WriteTransaction) throws {
    let stages = try Approval(request: request, transaction: transaction).stages()
    stage = index < stages.count ? stages[index] : [:]
    self.request = request
    self.transaction = transaction
  }

  /// Whether the caller may decide: who does not say who it is counts as any approver (graph-platform 8.6).
  ///
  /// - Parameter user: the caller's; nil for an application.
  func include(_ user: Entity?) throws -> Bool {
    let takesAnyone = transaction.settings[EntitlementSettings.self].approvesWithoutIdentity
    guard let user, !transaction.callerIsAssumed || !takesAnyone else { return takesAnyone }
    return try sets.contains { set in
      try UserSet.contains(set, user, transaction) || isManager(user, set)
    }
  }

  /// Those who stand in decide once the time of the others is over.
  private var sets: [JSONValue] {
    let isEscalated = request.string("requestStatus") == "PendingApprovalEscalated"
    let escalation = isEscalated ? stage["escalationApprovers"]?.arrayValue ?? [] : []
    return (stage["primaryApprovers"]?.arrayValue ?? []) + escalation
  }

  private func isManager(_ user: Entity, _ set: JSONValue) throws -> Bool {
    guard
      ["#microsoft.graph.requestorManager", "#microsoft.graph.targetManager"]
        .contains(set.objectValue?["@odata.type"]?.stringValue)
    else { return false }
    return try Subjects.object(of: request.references["requestor"], transaction)?.references["manager"]
      == user.key
  }
}
