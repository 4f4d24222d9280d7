import EntityModel
import GRDB
import GraphStore
import JSON

/// Takes a deleted object out of everything it was linked with, and puts it back when it is restored
/// (directory.md section 7).
struct DeletionRule: EntityRule {
  let types = [DirectoryType.object]

  func willDelete(_ entity: Entity, _ transaction: WriteTransaction) throws {
    guard entity.deleted == nil else { return }
    let links = try SetAsideLinks.current(of: entity, transaction) + managerLinks(of: entity, transaction)
    if transaction.setsAside(entity.type) {
      for link in links { try SetAsideLinks.keep(link, of: entity.key, transaction) }
    }
    try transaction.movingAside {
      for link in links { try remove(link, transaction) }
    }
  }

  /// Its manager first, then those whose manager it is.
  private func managerLinks(of entity: Entity, _ transaction: WriteTransaction) throws -> [SetAsideLinks.Link]
  {
    let own = entity.references[SetAsideLinks.manager].map {
      [SetAsideLinks.Link(name: SetAsideLinks.manager, source: entity.key, target: $0)]
    }
    let reports = try transaction.entities(
      transaction.table(DirectoryType.object), where: "manager = ? AND deleted IS NULL", [entity.key])
    return (own ?? [])
      + reports.map { SetAsideLinks.Link(name: SetAsideLinks.manager, source: $0.key, target: entity.key) }
  }

  private func remove(_ link: SetAsideLinks.Link, _ transaction: WriteTransaction) throws {
    if link.name == SetAsideLinks.manager {
      try setManager(of: link.source, to: nil, transaction)
    } else {
      try transaction.unlink(transaction.linkTable(link.name), source: link.source, target: link.target)
    }
  }

  private func setManager(of user: Int64, to manager: Int64?, _ transaction: WriteTransaction) throws {
    guard let entity = try transaction.liveObject(key: user) else { return }
    _ = try transaction.update(entity) { $0.references[SetAsideLinks.manager] = manager }
  }

  /// The name of a deleted user is free for another one.
  func didDelete(_ entity: Entity, _ transaction: WriteTransaction) throws {
    guard entity.deleted == nil, let name = entity.string("userPrincipalName"),
      let deleted = try transaction.entity(key: entity.key, in: transaction.table(DirectoryType.object))
    else { return }
    _ = try transaction.movingAside {
      try transaction.update(deleted) { user in
        user.properties["userPrincipalName"] = .string(UserPrincipalName.deleted(name, id: entity.id))
      }
    }
  }

  func didRestore(_ entity: Entity, _ transaction: WriteTransaction) throws {
    let links = try SetAsideLinks.links(of: entity.key, transaction.db)
    try transaction.movingAside {
      for link in links { try putBack(link, transaction) }
    }
    try SetAsideLinks.forget(entity.key, transaction)
  }

  /// A link to an object that was deleted meanwhile does not come back.
  private func putBack(_ link: SetAsideLinks.Link, _ transaction: WriteTransaction) throws {
    guard let source = try transaction.liveObject(key: link.source),
      try transaction.liveObject(key: link.target) != nil
    else { return }
    guard link.name != SetAsideLinks.manager else {
      guard source.references[SetAsideLinks.manager] == nil else { return }
      return try setManager(of: link.source, to: link.target, transaction)
    }
    let table = try transaction.linkTable(link.name)
    guard try !transaction.isLinked(table, source: link.source, target: link.target) else { return }
    try transaction.link(table, source: link.source, target: link.target)
  }
}
