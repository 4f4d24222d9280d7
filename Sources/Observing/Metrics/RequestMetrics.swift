import HTTPMessages
import Locks
package import Tenants

/// How many requests were answered, how, and how fast, since the process began.
///
/// A class because all requests count in it.
package final class RequestMetrics: Sendable {
  /// What requests are told apart by.
  struct Series {
    let door: Door
    let method: String
    /// 2 for 2xx.
    let statusClass: Int
    /// nil for those that ask nothing of a tenant's Graph, and of more tenants than are told apart.
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
    let tenant = record.facts.door == .graph ? record.facts.tenant : nil
    let bucket = Self.limits.firstIndex { record.nanoseconds <= $0 }
    state.withLock { $0.count(kind, tenant, nanoseconds: record.nanoseconds, bucket) }
  }

  /// Drops the series of some tenants.
  package func forget(_ isGone: (TenantName) -> Bool) { state.withLock { $0.forget(isGone) } }

  var all: [(series: Series, times: Times)] {
    state.withLock { $0.all }.sorted { Self.order($0.series) < Self.order($1.series) }
  }

  private static func order(_ series: Series) -> (String, String, String, Int) {
    (series.door.rawValue, series.tenant?.text ?? "", series.method, series.statusClass)
  }
}

/// Door, method and class of the status as one small number.
private struct RequestKind: Equatable {
  private let index: Int

  private static let doors = Door.allCases
  /// The last stands for all that are none of HTTP's.
  private static let methods = ["GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS", "other"]
  private static let classes = 10

  init(_ record: RequestRecord) {
    let door = Self.doors.firstIndex(of: record.facts.door) ?? 0
    let method = Self.methods.firstIndex(of: record.request.method) ?? Self.methods.count - 1
    let status = min(max(record.response.status / 100, 0), Self.classes - 1)
    index = (door * Self.methods.count + method) * Self.classes + status
  }

  var door: Door { Self.doors[index / Self.classes / Self.methods.count] }
  var method: String { Self.methods[index / Self.classes % Self.methods.count] }
  var statusClass: Int { index % Self.classes }
}

/// All series by their tenants.
private struct SeriesTable {
  private var tenants: [TenantName?: TenantSeries] = [:]
  private var count = 0

  /// Whatever clients send, there are not more series of tenants than that.
  private static let limit = 4096

  mutating func count(_ kind: RequestKind, _ tenant: TenantName?, nanoseconds: UInt64, _ bucket: Int?) {
    let hasRoom = count < Self.limit || tenants[tenant]?.has(kind) == true
    let isNew = tenants[hasRoom ? tenant : nil, default: TenantSeries()]
      .count(kind, nanoseconds: nanoseconds, bucket)
    if isNew { count += 1 }
  }

  mutating func forget(_ isGone: (TenantName) -> Bool) {
    tenants = tenants.filter { name, _ in name.map { !isGone($0) } ?? true }
    count = tenants.values.reduce(0) { $0 + $1.count }
  }

  var all: [(series: RequestMetrics.Series, times: RequestMetrics.Times)] {
    tenants.flatMap { tenant, series in
      series.all.map { kind, times in
        (
          RequestMetrics.Series(
            door: kind.door, method: kind.method, statusClass: kind.statusClass, tenant: tenant), times
        )
      }
    }
  }
}

/// The series of one tenant: the numbers of each stand together, one kind after the other.
private struct TenantSeries {
  /// A handful.
  private var kinds: [RequestKind] = []
  /// Of each kind its count, its time, its buckets.
  private var numbers: [Int64] = []

  private static let width = 2 + RequestMetrics.limits.count

  var count: Int { kinds.count }

  func has(_ kind: RequestKind) -> Bool { kinds.contains(kind) }

  /// - Returns: whether it is the first of its kind.
  mutating func count(_ kind: RequestKind, nanoseconds: UInt64, _ bucket: Int?) -> Bool {
    let known = kinds.firstIndex(of: kind)
    if known == nil {
      kinds.append(kind)
      numbers += Array(repeating: 0, count: Self.width)
    }
    let start = (known ?? kinds.count - 1) * Self.width
    numbers[start] &+= 1
    numbers[start + 1] &+= Int64(clamping: nanoseconds)
    if let bucket { numbers[start + 2 + bucket] &+= 1 }
    return known == nil
  }

  var all: [(kind: RequestKind, times: RequestMetrics.Times)] {
    kinds.enumerated().map { number, kind in
      let own = numbers[(number * Self.width)..<((number + 1) * Self.width)]
      return (
        kind,
        RequestMetrics.Times(
          count: own[own.startIndex], nanoseconds: own[own.startIndex + 1], buckets: Array(own.dropFirst(2)))
      )
    }
  }
}
