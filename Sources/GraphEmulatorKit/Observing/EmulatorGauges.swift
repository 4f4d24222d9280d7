import Foundation
import GraphStore
import Observing
import Tenants

/// What there is of an emulator at present, as metrics.
struct EmulatorGauges: Sendable {
  let tenants: TenantRegistry
  let caches: CacheBudget
  let journal: Journal
  let connections: ConnectionCount

  var all: [Gauge] {
    let sizes = shownSizes
    var gauges = [
      Gauge("tenants", "Tenants that are there.", tenants.names.count),
      Gauge("cache_bytes", "What plans and prepared statements take.", caches.used),
      Gauge("cache_limit_bytes", "What they may take.", caches.limit),
      Gauge(
        "journal_requests", "Requests that the journals keep.",
        sizes.map { ([("tenant", $0.tenant)], $0.count) }),
      Gauge(
        "journal_bytes", "What those take.", sizes.map { ([("tenant", $0.tenant)], $0.bytes) }),
    ]
    if let count = connections.value {
      gauges.append(Gauge("connections", "Connections of clients.", count))
    }
    if let bytes = Self.residentMemory {
      gauges.append(Gauge("resident_memory_bytes", "Memory that the process has.", bytes))
    }
    return gauges
  }

  /// Those of the fullest journals by their tenants, and what all others come to, without a name.
  private var shownSizes: [(tenant: String, count: Int, bytes: Int)] {
    let fullestFirst = journal.sizes.sorted { $0.bytes > $1.bytes }
    let others = fullestFirst.dropFirst(Self.tenantLimit)
    let shown = fullestFirst.prefix(Self.tenantLimit).map { ($0.tenant.text, $0.count, $0.bytes) }
    guard !others.isEmpty else { return shown.sorted { $0.0 < $1.0 } }
    let sum = ("", others.reduce(0) { $0 + $1.count }, others.reduce(0) { $0 + $1.bytes })
    return [sum] + shown.sorted { $0.0 < $1.0 }
  }

  /// However many tenants there are, so many have series of their own.
  private static let tenantLimit = 1000

  /// nil where the system does not tell it in this way.
  private static var residentMemory: Int? {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .ascii),
      let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return nil }
    return pages.multipliedReportingOverflow(by: Int(sysconf(Int32(_SC_PAGESIZE)))).partialValue
  }
}
