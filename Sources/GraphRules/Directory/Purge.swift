package import GRDB
package import GraphStore

extension Directory {
  package static let retention: Double = 30 * 86_400

  /// Removes what has been in the deleted items for 30 days on the tenant's clock.
  package static func purgeDeletedItems(_ transaction: WriteTransaction) throws {
    let table = try transaction.table(DirectoryType.object)
    let limit = transaction.moment.adding(seconds: -retention).seconds
    let due = try transaction.entities(
      table, where: "deleted IS NOT NULL AND instant(deleted) <= instant(?)", [limit])
    for entity in due { try transaction.delete(entity) }
  }

  /// Whether there is anything to purge: a read that most requests can stop at.
  package static func hasDueDeletedItems(_ db: Database, at moment: Moment) throws -> Bool {
    let sql =
      "SELECT 1 FROM directoryObject WHERE deleted IS NOT NULL AND instant(deleted) <= instant(?) LIMIT 1"
    let limit = moment.adding(seconds: -retention).seconds
    return try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [limit]) != nil
  }
}
