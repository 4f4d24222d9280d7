import Faults
package import GraphStore
package import Tenants

extension Tenant {
  /// Goes back to the seeds. They are loaded once; what they came to is copied back from then on.
  ///
  /// - Returns: what the load came to.
  @discardableResult
  package func reset(limit: RequestLimit = .none) throws -> SeedReport {
    let report = try restoreStart(limit: limit) ?? loadAgain(limit)
    // A test that begins anew is not to meet what another one has left.
    interference.clear()
    return report
  }

  private func loadAgain(_ limit: RequestLimit) throws -> SeedReport {
    var writes = 0
    let report = try SeedLoader.load(seeds, into: self, replacing: true, limit: limit) { writes = $0 }
    routeUse.clear()
    buckets.clear()
    // Without it the next reset loads the seeds again.
    try? keepStart(report, writes: writes, limit: limit)
    return report
  }
}
