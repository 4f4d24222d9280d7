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
  static let bounds = steps.map(\.seconds)
  private static let steps: [(seconds: String, nanoseconds: Int64)] = [
    ("0.0005", 500_000), ("0.001", 1_000_000), ("0.0025", 2_500_000), ("0.005", 5_000_000),
    ("0.01", 10_000_000), ("0.025", 25_000_000), ("0.05", 50_000_000), ("0.1", 100_000_000),
    ("0.25", 250_000_000), ("0.5", 500_000_000), ("1", 1_000_000_000), ("5", 5_000_000_000),
  ]
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
      if let bucket = Self.steps.firstIndex(where: { nanoseconds <= $0.nanoseconds }) {
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
