import GRDB
import GraphStore
import JSON

/// Ids, sources and uniqueness of assignments (intune-device-configuration.md section 1.3).
struct ProfileAssignmentRule: EntityRule {
  let types = [IntuneType.assignment]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    guard let owner = new.owner,
      let profile = try transaction.entity(key: owner, in: transaction.table(IntuneType.profile))
    else { throw IntuneError.notFound }
    if transaction.origin == .request {
      try check(new.properties["target"], of: owner, besides: nil, transaction)
      new.id = nil
      new.properties["source"] = "direct"
      new.properties["sourceId"] = .string(profile.id)
    }
    new.setDefault("sourceId", .string(profile.id), transaction)
    if new.id == nil { new.id = try freeIdentifier(profile, new.properties["target"], transaction) }
  }

  /// nil, which gives a random one, when an assignment that was given another target holds the id.
  private func freeIdentifier(
    _ profile: Entity, _ target: JSONValue?, _ transaction: WriteTransaction
  ) throws -> String? {
    guard let target = ProfileAssignmentTarget(target) else { return nil }
    let id = "\(profile.id)_\(target.key)"
    // The same seed once more means the same assignment.
    guard transaction.origin == .request else { return id }
    let holder = try transaction.entity(
      id: id, owner: profile.key, in: transaction.table(IntuneType.assignment))
    return holder == nil ? id : nil
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request, let owner = old.owner,
      old.properties["target"] != new.properties["target"]
    else { return }
    try check(new.properties["target"], of: owner, besides: old.key, transaction)
  }

  private func check(
    _ value: JSONValue?, of profile: Int64, besides key: Int64?, _ transaction: WriteTransaction
  ) throws {
    guard let target = ProfileAssignmentTarget(value) else { throw IntuneError.targetMissing }
    try ProfileAssignmentTarget.checkFilter(value)
    try TargetedGroup.check(value, transaction)
    let twins = try Self.assignments(of: profile, transaction)
      .filter { $0.key != key && ProfileAssignmentTarget($0.properties["target"])?.key == target.key }
    guard twins.isEmpty else { throw IntuneError.duplicateTarget }
  }

  /// In order of creation.
  static func assignments(of profile: Int64, _ transaction: WriteTransaction) throws -> [Entity] {
    try transaction.entities(transaction.table(IntuneType.assignment), where: "owner = ?", [profile])
  }
}
