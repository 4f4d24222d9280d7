import EntityModel
import GRDB
import GraphStore
import JSON

/// Ids, sources and uniqueness of assignments (intune-device-configuration.md section 1.3).
struct PolicyAssignmentRule: EntityRule {
  let types = AssignablePolicy.all.map(\.assignment)

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    guard let kind = AssignablePolicy.assigned(by: new.type), let owner = new.owner,
      let policy = try transaction.entity(key: owner, in: transaction.table(kind.policy))
    else { throw IntuneError.notFound }
    if transaction.origin == .request {
      try check(new.properties["target"], kind, of: owner, besides: nil, transaction)
      new.id = nil
    }
    if new.type.property("sourceId") != nil { setSource(&new, policy, transaction) }
    if new.id == nil { new.id = try freeIdentifier(policy, kind, new.properties["target"], transaction) }
  }

  /// Seeds may say that another object brought the assignment.
  private func setSource(_ new: inout NewEntity, _ policy: Entity, _ transaction: WriteTransaction) {
    if transaction.origin == .request {
      new.properties["source"] = "direct"
      new.properties["sourceId"] = .string(policy.id)
    }
    new.setDefault("sourceId", .string(policy.id), transaction)
  }

  /// nil, which gives a random one, when an assignment that was given another target holds the id.
  private func freeIdentifier(
    _ policy: Entity, _ kind: AssignablePolicy, _ target: JSONValue?, _ transaction: WriteTransaction
  ) throws -> String? {
    guard let target = PolicyAssignmentTarget(target) else { return nil }
    let id = "\(policy.id)_\(target.key)"
    // The same seed once more means the same assignment.
    guard transaction.origin == .request else { return id }
    let holder = try transaction.entity(
      id: id, owner: policy.key, in: transaction.table(kind.assignment))
    return holder == nil ? id : nil
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request, let owner = old.owner,
      let kind = AssignablePolicy.assigned(by: old.type),
      old.properties["target"] != new.properties["target"]
    else { return }
    try check(new.properties["target"], kind, of: owner, besides: old.key, transaction)
  }

  private func check(
    _ value: JSONValue?, _ kind: AssignablePolicy, of policy: Int64, besides key: Int64?,
    _ transaction: WriteTransaction
  ) throws {
    guard let target = PolicyAssignmentTarget(value) else { throw IntuneError.targetMissing }
    try PolicyAssignmentTarget.checkFilter(value)
    try TargetedGroup.check(value, transaction)
    let twins = try kind.assignments(of: policy, transaction)
      .filter { $0.key != key && PolicyAssignmentTarget($0.properties["target"])?.key == target.key }
    guard twins.isEmpty else { throw IntuneError.duplicateTarget }
  }
}
