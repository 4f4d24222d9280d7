import GRDB
import GraphStore
import JSON
import OData

/// The approval of a request: one step for each stage of its policy, decided in order
/// (entitlement-management section 1.7).
struct Approval {
  let request: Entity
  let transaction: WriteTransaction

  /// Makes the approval that the policy asks for.
  ///
  /// - Returns: false when it asks for none.
  func open(at moment: Moment) throws -> Bool {
    let stages = try self.stages()
    guard let first = stages.first else { return false }
    let type = try transaction.structuredType(EntitlementType.approval)
    var new = NewEntity(draft: Draft(type: type), type: type, owner: nil)
    new.id = request.id
    let approval = try transaction.insert(new)
    for index in stages.indices { try insertStep(index, of: approval) }
    try setTimeout(first, from: moment)
    return true
  }

  private func insertStep(_ index: Int, of approval: Entity) throws {
    let type = try transaction.structuredType(EntitlementType.approvalStep)
    var new = NewEntity(draft: Draft(type: type), type: type, owner: approval.key)
    new.id = ContentGuid.of("steps\n\(approval.id)\n\(index)")
    new.properties = ["status": index == 0 ? "InProgress" : "Initializing"]
    _ = try transaction.insert(new)
  }

  func setTimeout(_ stage: JSONObject, from moment: Moment) throws {
    try ScheduledTransitions.forget(request.key, transaction)
    try scheduleEscalation(stage, from: moment)
    guard let days = stage["approvalStageTimeOutInDays"]?.intValue, days > 0,
      // What would come after the last moment never comes.
      let end = moment.adding(ticks: Ticks.days(atMost: days))
    else { return }
    try ScheduledTransitions.add(.approvalTimeout, request.key, at: end, transaction)
  }

  private func scheduleEscalation(_ stage: JSONObject, from moment: Moment) throws {
    let minutes = Int64(stage["escalationTimeInMinutes"]?.intValue ?? 0)
    let (ticks, isTooMuch) = minutes.multipliedReportingOverflow(by: 60 * Ticks.second)
    guard stage["isEscalationEnabled"]?.boolValue == true, minutes > 0, !isTooMuch,
      let time = moment.adding(ticks: ticks)
    else { return }
    try ScheduledTransitions.add(.escalation, request.key, at: time, transaction)
  }

  /// The stages of the policy; none when it demands no approval of such a request.
  func stages() throws -> [JSONObject] {
    let assignment = try transaction.entity(
      key: request.references["accessPackageAssignment"], type: EntitlementType.assignment)
    let policy = try transaction.entity(
      key: assignment?.references["accessPackageAssignmentPolicy"], type: EntitlementType.policy)
    let effect = (RequestType(request.string("requestType")) ?? .adminAdd).effect
    guard PolicySwitches(policy).demandsApproval(of: effect),
      let settings = policy?.properties["requestApprovalSettings"]?.objectValue
    else { return [] }
    return settings["approvalStages"]?.arrayValue?.compactMap(\.objectValue) ?? []
  }

  /// What nobody decided of a request that is over is not decided any more.
  static func close(_ request: Entity, _ transaction: WriteTransaction) throws {
    let table = try transaction.table(EntitlementType.approval)
    guard let approval = try transaction.entity(id: request.id, in: table) else { return }
    try transaction.asRule {
      for step in try steps(of: approval.key, transaction) where step.string("status") != "Completed" {
        _ = try transaction.update(step) { $0.properties["status"] = "Expired" }
      }
    }
  }

  static func steps(of approval: Int64, _ transaction: WriteTransaction) throws -> [Entity] {
    try transaction.entities(transaction.table(EntitlementType.approvalStep), where: "owner = ?", [approval])
  }
}
