import GraphStore
import Synchronization

/// Plans of requests that were seen before, by their text without ids: one cache for each kind of plan.
struct QueryCaches: Sendable {
  let paths = QueryCache<PathPlan>()
  let objects = QueryCache<ObjectQuery>()
  let collections = QueryCache<CollectionQuery>()
  let applied = QueryCache<ApplyRequest.Query>()
  let rows = QueryCache<ReadPlan>()
  let deltas = QueryCache<DeltaPlan>()
}

/// What is kept, and how long the SQL is that is kept with it.
protocol CachedPlan: Sendable {
  /// In bytes.
  var textLength: Int { get }
}

/// Plans of one kind.
///
/// A class because all requests of a version share it. Bounded by the bytes of keys and SQL, because both hold
/// literals of the query, up to the length of a URL: past the limit those go that were not used for longest.
final class QueryCache<Plan: CachedPlan>: Sendable {
  private let entries: Mutex<RecentValues<String, Plan>>
  /// What a plan takes beside its texts, about: projections above all.
  private let planWeight = 4_000

  /// - Parameter limit: 2000 plans of short queries, or fewer of long ones.
  init(limit: Int = 12_000_000) { entries = Mutex(RecentValues(limit: limit)) }

  /// The plan under that key, made when it is not there.
  func plan(_ key: String, make: () throws -> Plan) rethrows -> Plan {
    if let plan = entries.withLock({ $0.value(key) }) { return plan }
    let plan = try make()
    let weight = planWeight + key.utf8.count + plan.textLength
    entries.withLock { _ = $0.insert(plan, for: key, weight: weight) }
    return plan
  }
}

extension ReadPlan: CachedPlan {
  var textLength: Int { sql.utf8.count }
}

extension PathPlan: CachedPlan {
  var textLength: Int { hops.compactMap(\.locate).map(\.textLength).reduce(0, +) }
}

extension ObjectQuery: CachedPlan {
  var textLength: Int { plan.textLength + (rowless?.textLength ?? 0) }
}

extension CollectionQuery: CachedPlan {
  var textLength: Int { first.textLength + next.textLength + (count?.textLength ?? 0) }
}

extension ApplyRequest.Query: CachedPlan {
  var textLength: Int { plan.textLength + (count?.textLength ?? 0) }
}

extension DeltaPlan: CachedPlan {
  var textLength: Int {
    let links = types.values.flatMap(\.links).flatMap { [$0.page, $0.one] }
    return ([page, byIdentifier, item] + [deleted].compactMap(\.self) + links).map(\.textLength)
      .reduce(0, +)
  }
}
