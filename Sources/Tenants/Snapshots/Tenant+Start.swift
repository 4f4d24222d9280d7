package import GraphStore
import Locks

extension Tenant {
  /// Values of the seeds that it was made with, which were passed over; none where that was before this start.
  package var ignored: [String] { ignoredAtStart.withLock { $0 } }

  /// Keeps the state that the seeds have come to, unless something was written since.
  ///
  /// - Parameter writes: the store's `writeCount` as the load left it.
  package func keepStart(_ report: SeedReport, writes: Int, limit: RequestLimit) throws {
    try saving.withLock { _ in
      let folder = folder
      try folder.make()
      guard try store.copy(to: folder.start, ifWritten: writes, limit: limit) else { return }
      start.withLock { $0 = report }
    }
  }

  /// Keeps what another tenant's seeds have come to, where that one does: its fork has the same seeds.
  func takeStart(of origin: Tenant) throws {
    try origin.saving.withLock { _ in
      guard let report = origin.start.withLock({ $0 }) else { return }
      let folder = folder
      try folder.make()
      try FileCopy.make(of: origin.folder.start, at: folder.start)
      start.withLock { $0 = report }
    }
  }

  /// Makes the tenant what its seeds have come to, where that was kept since the program was started: another version of
  /// it might make something else of them.
  ///
  /// - Returns: what the load came to; nil when nothing was kept.
  package func restoreStart(limit: RequestLimit) throws -> SeedReport? {
    try saving.withLock { _ -> SeedReport? in
      guard let report = start.withLock({ $0 }) else { return nil }
      do { try restore(from: folder.start, limit) } catch is StoreError {
        // Somebody took the file away: it is made again of the seeds.
        start.withLock { $0 = nil }
        return nil
      }
      return report
    }
  }
}
