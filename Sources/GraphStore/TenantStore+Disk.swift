import GRDB
package import GraphContract

extension TenantStore {
  /// What keeps the database from being read or written; nil when nothing is known that does.
  package var storageFailure: StorageFailure? { disk.failure }

  /// Ends the making of a new database: what it begins with goes from the log into the database itself, where reads
  /// look in one place, and from here on it counts.
  package func finishMaking() throws {
    guard isUnfinished else { return }
    try direct { db in _ = try db.checkpoint(.truncate) }
    try disk.file.finish(isLasting: durability != .process)
    disk.watch()
  }
}
