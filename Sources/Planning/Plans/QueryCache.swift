package import GraphStore
import Locks

/// Plans of requests that were seen before, by the shape of their path and the form of their query: one cache for each
/// kind of plan.
package struct QueryCaches: Sendable {
  package let paths: QueryCache<PathPlan>
  package let objects: QueryCache<ObjectQuery>
  package let collections: QueryCache<CollectionQuery>
  package let applied: QueryCache<AppliedPlan>
  package let rows: QueryCache<ReadPlan>
  package let deltas: QueryCache<DeltaPlan>

  package init(_ budget: CacheBudget) {
    paths = QueryCache(budget)
    objects = QueryCache(budget)
    collections = QueryCache(budget)
    applied = QueryCache(budget)
    rows = QueryCache(budget)
    deltas = QueryCache(budget)
  }
}

/// What is kept, and what it takes.
package protocol CachedPlan: Sendable {
  /// In bytes.
  var memory: Int { get }
}

/// Plans of one kind.
///
/// A class because all requests of a version share it.
package final class QueryCache<Plan: CachedPlan>: Sendable {
  private let entries = Entries()
  private let budget: CacheBudget
  private let place: Int

  /// A class because it is asked to give way by whoever needs the room.
  private final class Entries: Sendable {
    let plans = Lock(RecentValues<String, Plan>())
  }

  package init(_ budget: CacheBudget) {
    self.budget = budget
    place = budget.join { [entries] in
      budget.add(entries.plans.withLock { $0.removeOlderHalf() })
    }
  }

  deinit {
    budget.leave(place)
    budget.add(entries.plans.withLock { $0.removeAll() })
  }

  /// The plan under that key, made when it is not there.
  package func plan(_ key: String, make: () throws -> Plan) rethrows -> Plan {
    if let plan = value(key) { return plan }
    let plan = try make()
    insert(plan, for: key)
    return plan
  }

  /// A place in the dictionary.
  private static var entryMemory: Int { 96 }

  func value(_ key: String) -> Plan? { entries.plans.withLock { $0.value(key) } }

  func insert(_ plan: Plan, for key: String) {
    let weight = plan.memory + HeapSize.text(key) + Self.entryMemory
    budget.makeRoom(for: weight)
    budget.add(entries.plans.withLock { $0.insert(plan, for: key, weight: weight) })
  }
}
