import Foundation
package import GraphStore
import Locks

/// A state of a tenant that was saved under a name.
package struct Snapshot: Sendable, Equatable {
  package let name: SnapshotName
  package let bytes: Int
}

extension Tenant {
  /// How many a tenant may have.
  package static let snapshotLimit = 100

  var folder: SnapshotFolder { SnapshotFolder(beside: store.path) }

  /// In the order of their names.
  package var snapshots: [Snapshot] {
    let folder = folder
    return folder.names().compactMap { name in
      folder.bytes(of: name).map { Snapshot(name: name, bytes: $0) }
    }
  }

  /// - Throws: `SnapshotFailure.unknown`
  package func snapshot(_ name: SnapshotName) throws(SnapshotFailure) -> Snapshot {
    guard let bytes = folder.bytes(of: name) else { throw .unknown(name.text) }
    return Snapshot(name: name, bytes: bytes)
  }

  /// Saves all that the tenant has, in place of what had that name.
  ///
  /// - Returns: whether something had.
  package func save(_ name: SnapshotName, limit: RequestLimit = .none) throws -> Bool {
    try saving.withLock { _ in
      let folder = folder
      let isReplaced = folder.bytes(of: name) != nil
      guard isReplaced || folder.names().count < Self.snapshotLimit else {
        throw SnapshotFailure.tooMany(limit: Self.snapshotLimit)
      }
      try folder.make()
      try store.copy(to: folder.path(of: name), limit: limit)
      return isReplaced
    }
  }

  /// - Throws: `SnapshotFailure.unknown`
  package func remove(_ name: SnapshotName) throws(SnapshotFailure) {
    let isRemoved = saving.withLock { _ in unlink(folder.path(of: name)) == 0 }
    guard isRemoved else { throw .unknown(name.text) }
  }

  /// Makes the tenant what it was when the snapshot was saved, its clock too.
  ///
  /// - Throws: `SnapshotFailure.unknown`, `SnapshotFailure.unusable`, and what copying throws; the tenant is as it was
  ///   then.
  package func restore(_ name: SnapshotName, limit: RequestLimit = .none) throws {
    try saving.withLock { _ in
      _ = try snapshot(name)
      do { try restore(from: folder.path(of: name), limit) } catch is StoreError {
        throw SnapshotFailure.unusable(name.text)
      }
    }
  }

  func restore(from path: String, _ limit: RequestLimit) throws {
    try clock.changing {
      let before = clock.mode
      do {
        // A request that comes meanwhile must not find the old state's future in the new one.
        try store.restore(from: path, limit: limit) { clock.mode = try ClockSetting.mode(kept: $0) }
      } catch {
        clock.mode = before
        throw error
      }
    }
    routeUse.clear()
    buckets.clear()
  }
}
