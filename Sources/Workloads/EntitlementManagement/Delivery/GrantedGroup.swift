import EntityModel
import GraphStore

/// The link in the directory that a resource role of a group stands for: `Member_{group}` or `Owner_{group}`.
struct GrantedGroup {
  let link: String
  let groupID: String

  init?(_ resourceRole: Entity) {
    guard resourceRole.string("originSystem") == "AadGroup", let origin = resourceRole.string("originId")
    else {
      return nil
    }
    let parts = origin.split(separator: "_", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    switch parts[0] {
    case "Member": link = DirectoryLink.members
    case "Owner": link = DirectoryLink.owners
    default: return nil
    }
    groupID = parts[1]
  }

  /// Makes the subject a member or owner, unless it is one.
  ///
  /// - Returns: false when the group is gone, has dynamic members, or takes no such object.
  func give(to subject: Entity, _ transaction: WriteTransaction) throws -> Bool {
    switch try standing(of: subject, transaction) {
    case .impossible: return false
    case .given: return true
    case .missing(let group, let object):
      let table = try transaction.linkTable(link)
      try transaction.asRule {
        try transaction.link(table, source: group.key, target: object.key)
      }
      try DeliveredMembership.note(link, group.key, object.key, transaction)
      return true
    }
  }

  enum Standing {
    case given
    case missing(group: Entity, object: Entity)
    /// The group or the object is gone, or the group takes no such object.
    case impossible
  }

  func standing(of subject: Entity, _ transaction: WriteTransaction) throws -> Standing {
    guard let (group, object) = try ends(subject, transaction) else { return .impossible }
    let table = try transaction.linkTable(link)
    if try transaction.isLinked(table, source: group.key, target: object.key) { return .given }
    return takes(object, group) ? .missing(group: group, object: object) : .impossible
  }

  private func takes(_ object: Entity, _ group: Entity) -> Bool {
    link == DirectoryLink.owners
      ? GroupKind.takesOwner(object.type.name)
      : !group.hasDynamicMembership && GroupKind.takes(object, asMemberOf: group)
  }

  /// Ends the membership, unless it was given directly too.
  func take(from subject: Entity, _ transaction: WriteTransaction) throws {
    guard let (group, object) = try ends(subject, transaction),
      try DeliveredMembership.isIndirect(link, group.key, object.key, transaction)
    else { return }
    let table = try transaction.linkTable(link)
    guard try transaction.isLinked(table, source: group.key, target: object.key) else { return }
    try transaction.asRule {
      try transaction.unlink(table, source: group.key, target: object.key)
    }
  }

  private func ends(_ subject: Entity, _ transaction: WriteTransaction) throws -> (Entity, Entity)? {
    let table = try transaction.table(DirectoryType.object)
    guard let group = try transaction.entity(id: groupID, in: table), let id = subject.string("objectId"),
      let object = try transaction.entity(id: id, in: table)
    else { return nil }
    return (group, object)
  }
}
