import GRDB
import GraphStore
import JSON

/// What the caller has to do with requests, assignments and packages.
struct CallerAccess {
  /// nil for an application, and for a user that is not there.
  let user: Entity?
  private let transaction: WriteTransaction

  init(_ transaction: WriteTransaction) throws {
    user = try transaction.caller.flatMap { try transaction.liveObject(key: $0) }
    self.transaction = transaction
  }

  /// Whether a subject stands for the caller.
  func isCaller(_ subject: Int64?) throws -> Bool {
    guard let user, let subject = try transaction.entity(key: subject, type: EntitlementType.subject) else {
      return false
    }
    return subject.string("objectId") == user.id
  }

  /// Whether the caller sent a request; of one that does not say who did, the requestor is taken for that.
  func created(_ request: Entity) throws -> Bool {
    guard let creator = request.string(RequestCreator.annotation) else {
      return try isCaller(request.references["requestor"])
    }
    return creator == user?.id
  }

  /// Whether the caller is the manager of a subject's user.
  func isManager(of subject: Int64?) throws -> Bool {
    guard let user else { return false }
    return try Subjects.object(of: subject, transaction)?.references["manager"] == user.key
  }

  func target(of request: Entity) throws -> Int64? {
    try transaction.entity(
      key: request.references["accessPackageAssignment"], type: EntitlementType.assignment)?
      .references["target"]
  }

  /// Whether the request waits for the caller's decision.
  func decides(_ request: Entity) throws -> Bool {
    guard request.string("requestState") == "PendingApproval",
      let approval = try transaction.entity(id: request.id, in: transaction.table(EntitlementType.approval))
    else { return false }
    let steps = try Approval.steps(of: approval.key, transaction)
    guard let index = steps.firstIndex(where: { $0.string("status") == "InProgress" }) else { return false }
    return try Approvers(request: request, stage: index, transaction).include(user)
  }
}
