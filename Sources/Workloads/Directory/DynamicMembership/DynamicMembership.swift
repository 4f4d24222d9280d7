import EntityModel
import GRDB
import GraphStore
import JSON

/// Brings the members of dynamic groups up to date at the end of a write, before licenses settle
/// (directory.md section 3). One pass: what it causes is not looked at again.
struct DynamicMembership: CommitRule {
  let evaluation: DynamicRuleEvaluation

  /// The few groups with a rule are found without a walk over the directory.
  static let part = TablePart([
    "CREATE INDEX directoryObject_dynamic ON directoryObject (key) WHERE \(hasRuleSQL)"
  ])
  private static let hasRuleSQL =
    "deleted IS NULL AND json_extract(properties, '$.membershipRule') IS NOT NULL"

  func willCommit(_ transaction: WriteTransaction) throws {
    let work = DynamicMembershipWork.of(transaction)
    let (groups, objects) = (work.changedGroups, work.changedObjects)
    guard !groups.isEmpty || !objects.isEmpty else { return }
    (work.changedGroups, work.changedObjects) = ([], [])
    let table = try transaction.table(DirectoryType.object)
    let dynamic = try transaction.entities(table, where: Self.hasRuleSQL).filter(Self.isProcessed)
    guard !dynamic.isEmpty else { return }
    let candidates = try objects.sorted().compactMap { try transaction.liveObject(key: $0) }
    for group in dynamic {
      if groups.contains(group.key) {
        try evaluateAll(group, transaction)
      } else {
        try evaluate(group, candidates, transaction)
      }
    }
  }

  /// A paused group keeps the members it has.
  private static func isProcessed(_ group: Entity) -> Bool {
    group.hasDynamicMembership && group.string("membershipRuleProcessingState") != "Paused"
  }

  private func evaluateAll(_ group: Entity, _ transaction: WriteTransaction) throws {
    guard let rule = group.string("membershipRule").flatMap(DynamicRule.init) else {
      return try removeAll(of: group, transaction)
    }
    let table = try transaction.table(DirectoryType.object)
    let type = Self.type(rule.subject)
    let objects = try transaction.entities(table, where: "type = ? AND deleted IS NULL", [type])
    for object in objects { try settle(object, in: group, by: rule, transaction) }
    try removeStrangers(of: group, type, transaction)
  }

  private func evaluate(_ group: Entity, _ objects: [Entity], _ transaction: WriteTransaction) throws {
    guard let rule = group.string("membershipRule").flatMap(DynamicRule.init) else { return }
    for object in objects where object.type.name == Self.type(rule.subject) {
      try settle(object, in: group, by: rule, transaction)
    }
  }

  private func settle(
    _ object: Entity, in group: Entity, by rule: DynamicRule, _ transaction: WriteTransaction
  ) throws {
    let members = try transaction.linkTable(DirectoryLink.members)
    let belongs = try evaluation.matches(object, rule, transaction.db)
    let isMember = try transaction.isLinked(members, source: group.key, target: object.key)
    if belongs, !isMember { try transaction.link(members, source: group.key, target: object.key) }
    if !belongs, isMember { try transaction.unlink(members, source: group.key, target: object.key) }
  }

  /// Members from before the group had its rule, of a kind that the rule does not speak of.
  private func removeStrangers(of group: Entity, _ type: String, _ transaction: WriteTransaction) throws {
    let members = try transaction.linkTable(DirectoryLink.members)
    for key in try transaction.targets(of: members, source: group.key) {
      guard try transaction.liveObject(key: key)?.type.name != type else { continue }
      try transaction.unlink(members, source: group.key, target: key)
    }
  }

  private func removeAll(of group: Entity, _ transaction: WriteTransaction) throws {
    let members = try transaction.linkTable(DirectoryLink.members)
    for key in try transaction.targets(of: members, source: group.key) {
      try transaction.unlink(members, source: group.key, target: key)
    }
  }

  private static func type(_ subject: DynamicRule.Subject) -> String {
    switch subject {
    case .user: DirectoryType.user
    case .device: DirectoryType.device
    }
  }
}
