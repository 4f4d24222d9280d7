import GraphStore
import JSON

/// What a policy lets people do for themselves, and what it asks of them: the one place where rules read it.
///
/// A policy that does not say lets them have their way, but for what the service denies by itself (`canExtend`).
struct PolicySwitches {
  /// nil for an assignment without a policy, of which nothing is asked.
  private let policy: Entity?
  private let approval: JSONObject
  private let requestors: JSONObject

  init(_ policy: Entity?) {
    self.policy = policy
    approval = policy?.properties["requestApprovalSettings"]?.objectValue ?? [:]
    requestors = policy?.properties["assignmentRequestorSettings"]?.objectValue ?? [:]
  }

  /// Who asks may choose when access ends.
  var allowsCustomSchedule: Bool { requestors["allowCustomAssignmentSchedule"]?.boolValue ?? true }

  var allowsUpdate: Bool { policy.map { $0.bool("canExtend") ?? false } ?? true }

  var allowsRemoval: Bool { requestors["enableTargetsToSelfRemoveAccess"]?.boolValue ?? true }

  var demandsJustification: Bool { approval["isRequestorJustificationRequired"]?.boolValue ?? false }

  func demandsApproval(of effect: RequestType.Effect) -> Bool {
    switch effect {
    case .add: approval["isApprovalRequired"]?.boolValue ?? false
    case .change: approval["isApprovalRequiredForExtension"]?.boolValue ?? false
    case .remove: false
    }
  }

  /// What counts of the schedule that a request asks for.
  func granted(_ schedule: JSONValue?, to type: RequestType) -> JSONValue? {
    guard type.isOfUser, !allowsCustomSchedule, var object = schedule?.objectValue else { return schedule }
    object["expiration"] = JSONValue.null
    return .object(object)
  }

  /// Refuses a user's request that the policy does not allow.
  func check(_ type: RequestType, justification: JSONValue?) throws {
    guard type.isOfUser else { return }
    let isAllowed =
      switch type.effect {
      case .add: true
      case .change: allowsUpdate
      case .remove: allowsRemoval
      }
    guard isAllowed else { throw EntitlementError.policyNotApplicable }
    guard demandsJustification, type.effect != .remove, justification?.stringValue ?? "" == "" else { return }
    throw EntitlementError.invalidModel(at: "justification", "The policy asks for a justification.")
  }
}
