import GraphStore
import Synchronization

/// Plans of requests that were seen before, by their text without ids: one cache for each kind of plan.
struct QueryCaches: Sendable {
  let paths = QueryCache<PathPlan>()
  let objects = QueryCache<ObjectQuery>()
  let collections = QueryCache<CollectionQuery>()
  let rows = QueryCache<ReadPlan>()
  let deltas = QueryCache<DeltaPlan>()
}

/// Plans of one kind.
///
/// A class because all requests of a version share it. Bounded: past the limit it starts anew.
final class QueryCache<Plan: Sendable>: Sendable {
  private let entries = Mutex<[String: Plan]>([:])
  private let limit = 2000

  /// The plan under that key, made when it is not there.
  func plan(_ key: String, make: () throws -> Plan) rethrows -> Plan {
    if let plan = entries.withLock({ $0[key] }) { return plan }
    let plan = try make()
    entries.withLock { entries in
      if entries.count >= limit { entries = [:] }
      entries[key] = plan
    }
    return plan
  }
}
