package import GraphStore
import Synchronization

/// Plans of requests that were seen before, by their text without ids: one cache for each kind of plan.
package struct QueryCaches: Sendable {
  package let paths = QueryCache<PathPlan>()
  package let objects = QueryCache<ObjectQuery>()
  package let collections = QueryCache<CollectionQuery>()
  package let applied = QueryCache<AppliedPlan>()
  package let rows = QueryCache<ReadPlan>()
  package let deltas = QueryCache<DeltaPlan>()
}

/// What is kept, and how long the SQL is that is kept with it.
package protocol CachedPlan: Sendable {
  /// In bytes.
  var textLength: Int { get }
}

/// Plans of one kind.
///
/// A class because all requests of a version share it. Bounded by the bytes of keys and SQL, because both hold
/// literals of the query, up to the length of a URL: past the limit those go that were not used for longest.
package final class QueryCache<Plan: CachedPlan>: Sendable {
  private let entries: Mutex<RecentValues<String, Plan>>
  /// What a plan takes beside its texts, about: projections above all.
  private let planWeight = 4_000

  /// - Parameter limit: 2000 plans of short queries, or fewer of long ones.
  package init(limit: Int = 12_000_000) { entries = Mutex(RecentValues(limit: limit)) }

  /// The plan under that key, made when it is not there.
  package func plan(_ key: String, make: () throws -> Plan) rethrows -> Plan {
    if let plan = value(key) { return plan }
    let plan = try make()
    insert(plan, for: key)
    return plan
  }

  func value(_ key: String) -> Plan? { entries.withLock { $0.value(key) } }

  func insert(_ plan: Plan, for key: String) {
    let weight = planWeight + key.utf8.count + plan.textLength
    entries.withLock { _ = $0.insert(plan, for: key, weight: weight) }
  }
}

extension ReadPlan: CachedPlan {
  package var textLength: Int { sql.utf8.count }
}

extension PathPlan: CachedPlan {
  package var textLength: Int { hops.compactMap(\.locate).map(\.textLength).reduce(0, +) }
}

extension DeltaPlan: CachedPlan {
  package var textLength: Int {
    let links = types.values.flatMap(\.links).flatMap { [$0.page, $0.one] }
    return ([page, byIdentifier, item] + [deleted].compactMap(\.self) + links).map(\.textLength)
      .reduce(0, +)
  }
}
