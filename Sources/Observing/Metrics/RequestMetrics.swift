import HTTPMessages
import Locks
import Tenants

/// How many requests were answered, how, and how fast, since the process began.
///
/// A class because all requests count in it.
package final class RequestMetrics: Sendable {
  /// What requests are told apart by.
  struct Series: Hashable {
    let method: String
    /// 2 for 2xx.
    let statusClass: Int
    /// nil for those of no tenant, and of more tenants than are told apart.
    let tenant: TenantName?
  }

  /// How long the requests of a series took.
  struct Times: Equatable {
    var count = 0
    var nanoseconds: Int64 = 0
    /// Of each bound, how many took no longer than it and longer than the one before.
    var buckets = [Int](repeating: 0, count: RequestMetrics.bounds.count)
  }

  /// In seconds.
  static let bounds = [
    "0.0005", "0.001", "0.0025", "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "5",
  ]
  private static let boundNanoseconds: [Int64] = bounds.map { Int64((Double($0) ?? 0) * 1e9) }
  private static let methods: Set<String> = [
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
  ]

  /// Whatever clients send, there are not more series than that.
  private static let limit = 4096

  private let state = Lock<[Series: Times]>([:])

  package init() {}

  package func count(_ record: RequestRecord) {
    let method = Self.methods.contains(record.request.method) ? record.request.method : "other"
    count(
      Series(method: method, statusClass: record.response.status / 100, tenant: record.facts.tenant),
      nanoseconds: record.duration.nanoseconds)
  }

  private func count(_ series: Series, nanoseconds: Int64) {
    state.withLock { times in
      let isKnown = times[series] != nil || times.count < Self.limit
      let series =
        isKnown ? series : Series(method: series.method, statusClass: series.statusClass, tenant: nil)
      times[series, default: Times()].count &+= 1
      times[series]?.nanoseconds &+= nanoseconds
      if let bucket = Self.boundNanoseconds.firstIndex(where: { nanoseconds <= $0 }) {
        times[series]?.buckets[bucket] &+= 1
      }
    }
  }

  var all: [(series: Series, times: Times)] {
    state.withLock { $0.map { ($0.key, $0.value) } }.sorted { Self.order($0.0) < Self.order($1.0) }
  }

  private static func order(_ series: Series) -> (String, String, Int) {
    (series.tenant?.text ?? "", series.method, series.statusClass)
  }
}

extension Duration {
  fileprivate var nanoseconds: Int64 {
    components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
  }
}
