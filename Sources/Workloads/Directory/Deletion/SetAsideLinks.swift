import GRDB
import GraphStore

/// The links of soft-deleted objects, kept in their old order until the object is restored or gone for good.
///
/// Table `setAsideLink`: `object` (key of the deleted object), `link` (name of the link table, or `manager`),
/// `source` and `target` as in the link, `position` (old order).
enum SetAsideLinks {
  struct Link: Equatable {
    let name: String
    let source: Int64
    let target: Int64
  }

  /// The reference of a user that counts as a link here.
  static let manager = "manager"

  /// The links that go with a deleted object and come back with it.
  static let names = [
    DirectoryLink.members, DirectoryLink.owners, DirectoryLink.roleMembers, DirectoryLink.registeredOwners,
    DirectoryLink.registeredUsers, DirectoryLink.sponsors,
  ]

  static let part = TablePart([
    """
    CREATE TABLE setAsideLink (position INTEGER PRIMARY KEY AUTOINCREMENT, object INTEGER NOT NULL,
      link TEXT NOT NULL, source INTEGER NOT NULL, target INTEGER NOT NULL)
    """,
    "CREATE INDEX setAsideLink_object ON setAsideLink (object)",
    "CREATE INDEX setAsideLink_source ON setAsideLink (source)",
    "CREATE INDEX setAsideLink_target ON setAsideLink (target)",
    RememberedKeys.forgetting(["object", "source", "target"], of: "setAsideLink", with: "directoryObject"),
  ])
  static let deletedPart = TablePart([
    "CREATE INDEX directoryObject_deleted ON directoryObject (deleted) WHERE deleted IS NOT NULL"
  ])
  private static let table = "setAsideLink"

  static func keep(_ link: Link, of object: Int64, _ transaction: WriteTransaction) throws {
    let sql = "INSERT INTO setAsideLink (object, link, source, target) VALUES (?, ?, ?, ?)"
    try transaction.run(sql, addingTo: table, [object, link.name, link.source, link.target])
  }

  /// The links kept for an object, in their old order.
  static func links(of object: Int64, _ db: Database) throws -> [Link] {
    let sql = "SELECT link, source, target FROM setAsideLink WHERE object = ? ORDER BY position"
    return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [object])
      .map { Link(name: $0[0], source: $0[1], target: $0[2]) }
  }

  static func forget(_ object: Int64, _ transaction: WriteTransaction) throws {
    try transaction.run("DELETE FROM setAsideLink WHERE object = ?", changing: table, [object])
  }

  /// The links that an object has now, in order of joining.
  static func current(of object: Entity, _ transaction: WriteTransaction) throws -> [Link] {
    try names.filter { name in transaction.schema.links.contains { $0.name == name } }
      .flatMap { name in
        let sql =
          "SELECT source, target FROM \(quoted(name)) WHERE source = ?1 OR target = ?1 ORDER BY position"
        return try Row.fetchAll(transaction.db.cachedStatement(sql: sql), arguments: [object.key])
          .map { Link(name: name, source: $0[0], target: $0[1]) }
      }
  }
}
