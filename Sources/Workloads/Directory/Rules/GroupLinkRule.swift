import EntityModel
import GRDB
import GraphStore

/// What a client may not do to a group's members and owners.
struct GroupLinkRule: LinkRule {
  let links = [DirectoryLink.members, DirectoryLink.owners]
  private static let ownerLimit = 100

  func willLink(_ link: LinkTable, source: Int64, target: Int64, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request, let group = try transaction.liveObject(key: source),
      let object = try transaction.liveObject(key: target)
    else { return }
    if link.name == DirectoryLink.members {
      try Self.requireStatic(group)
      guard GroupKind.takes(object, asMemberOf: group) else {
        throw DirectoryError.invalidReference("members")
      }
    } else {
      guard GroupKind.takesOwner(object.type.name) else { throw DirectoryError.invalidReference("owners") }
      let count = try ownerCount(link, source, transaction) + 1
      guard count <= Self.ownerLimit else { throw DirectoryError.ownerQuota(count, limit: Self.ownerLimit) }
    }
  }

  func willUnlink(_ link: LinkTable, source: Int64, target: Int64, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request, let group = try transaction.liveObject(key: source) else { return }
    if link.name == DirectoryLink.members {
      try Self.requireStatic(group)
    } else {
      guard try ownerCount(link, source, transaction) > 1 else { throw DirectoryError.lastOwner }
    }
  }

  private static func requireStatic(_ group: Entity) throws {
    guard !group.hasDynamicMembership else { throw DirectoryError.denied }
  }

  private func ownerCount(_ link: LinkTable, _ group: Int64, _ transaction: WriteTransaction) throws -> Int {
    let sql = "SELECT count(*) FROM \(quoted(link.name)) WHERE source = ?"
    return try Int.fetchOne(transaction.db.cachedStatement(sql: sql), arguments: [group]) ?? 0
  }
}
