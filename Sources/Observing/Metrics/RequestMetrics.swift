import HTTPMessages
import Locks
package import Tenants

/// How many requests were answered, how, and how fast, since the process began.
///
/// A class because all requests count in it.
package final class RequestMetrics: Sendable {
  /// What requests are told apart by.
  struct Series {
    let method: String
    /// 2 for 2xx.
    let statusClass: Int
    /// nil for those of no tenant, and of more tenants than are told apart.
    let tenant: TenantName?
  }

  /// How long the requests of a series took.
  struct Times: Equatable {
    let count: Int64
    let nanoseconds: Int64
    /// Of each bound, how many took no longer than it and longer than the one before.
    let buckets: [Int64]
  }

  /// In seconds.
  static let bounds = steps.map(\.seconds)
  fileprivate static let limits = steps.map(\.nanoseconds)
  private static let steps: [(seconds: String, nanoseconds: UInt64)] = [
    ("0.0005", 500_000), ("0.001", 1_000_000), ("0.0025", 2_500_000), ("0.005", 5_000_000),
    ("0.01", 10_000_000), ("0.025", 25_000_000), ("0.05", 50_000_000), ("0.1", 100_000_000),
    ("0.25", 250_000_000), ("0.5", 500_000_000), ("1", 1_000_000_000), ("5", 5_000_000_000),
  ]

  private let state = Lock(SeriesTable())

  package init() {}

  package func count(_ record: RequestRecord) {
    let kind = RequestKind(record)
    // Who signs in is not known to be of a tenant, and what is done to one is none of its own requests.
    let tenant = record.facts.isSignIn || record.isOfControlPlane ? nil : record.facts.tenant
    let bucket = Self.limits.firstIndex { record.nanoseconds <= $0 }
    state.withLock { $0.count(kind, tenant, nanoseconds: record.nanoseconds, bucket) }
  }

  /// Forgets all tenants but these; a new one of the same name begins to count anew.
  package func keepOnly(_ tenants: Set<TenantName>) {
    state.withLock { $0.keepOnly(tenants) }
  }

  var all: [(series: Series, times: Times)] {
    state.withLock { $0.all }.sorted { Self.order($0.series) < Self.order($1.series) }
  }

  private static func order(_ series: Series) -> (String, String, Int) {
    (series.tenant?.text ?? "", series.method, series.statusClass)
  }
}

/// Method and class of the status as one small number.
private struct RequestKind {
  let index: Int

  /// The last stands for all that are none of HTTP's.
  private static let methods = ["GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS", "other"]
  private static let classes = 10
  static let count = methods.count * classes

  init(_ record: RequestRecord) {
    let method = Self.methods.firstIndex(of: record.request.method) ?? Self.methods.count - 1
    index = method * Self.classes + min(max(record.response.status / 100, 0), Self.classes - 1)
  }

  init(index: Int) { self.index = index }

  var method: String { Self.methods[index / Self.classes] }
  var statusClass: Int { index % Self.classes }
}

/// The numbers of all series, one series after the other in one array: its count, its time, its buckets.
private struct SeriesTable {
  private var numbers: [Int64] = []
  private var series: [(kind: RequestKind, tenant: TenantName?)] = []
  /// Of each tenant, which series its kinds of requests are; -1 for none.
  private var seriesOfTenants: [TenantName?: [Int]] = [:]

  private static let width = 2 + RequestMetrics.limits.count
  /// Whatever clients send, there are not more series than that.
  private static let limit = 4096

  mutating func count(_ kind: RequestKind, _ tenant: TenantName?, nanoseconds: UInt64, _ bucket: Int?) {
    let start = (known(kind, tenant) ?? added(kind, tenant)) * Self.width
    numbers[start] &+= 1
    numbers[start + 1] &+= Int64(clamping: nanoseconds)
    if let bucket { numbers[start + 2 + bucket] &+= 1 }
  }

  private func known(_ kind: RequestKind, _ tenant: TenantName?) -> Int? {
    seriesOfTenants[tenant].flatMap { $0[kind.index] < 0 ? nil : $0[kind.index] }
  }

  private mutating func added(_ kind: RequestKind, _ tenant: TenantName?) -> Int {
    let tenant = series.count < Self.limit ? tenant : nil
    if let number = known(kind, tenant) { return number }
    series.append((kind, tenant))
    numbers += Array(repeating: 0, count: Self.width)
    let none = [Int](repeating: -1, count: RequestKind.count)
    seriesOfTenants[tenant, default: none][kind.index] = series.count - 1
    return series.count - 1
  }

  mutating func keepOnly(_ tenants: Set<TenantName>) {
    var kept = SeriesTable()
    for (number, series) in series.enumerated() where series.tenant.map(tenants.contains) ?? true {
      let place = kept.added(series.kind, series.tenant) * Self.width
      let own = numbers[(number * Self.width)..<((number + 1) * Self.width)]
      kept.numbers.replaceSubrange(place..<(place + Self.width), with: own)
    }
    self = kept
  }

  var all: [(series: RequestMetrics.Series, times: RequestMetrics.Times)] {
    series.enumerated().map { number, series in
      let own = numbers[(number * Self.width)..<((number + 1) * Self.width)]
      return (
        RequestMetrics.Series(
          method: series.kind.method, statusClass: series.kind.statusClass, tenant: series.tenant),
        RequestMetrics.Times(
          count: own[own.startIndex], nanoseconds: own[own.startIndex + 1], buckets: Array(own.dropFirst(2)))
      )
    }
  }
}
