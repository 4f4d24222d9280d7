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
    let sizes = journal.sizes
    var gauges = [
      Gauge("tenants", "Tenants that are there.", tenants.names.count),
      Gauge("cache_bytes", "What plans and prepared statements take.", caches.used),
      Gauge("cache_limit_bytes", "What they may take.", caches.limit),
      Gauge(
        "journal_requests", "Requests that the journals keep.",
        sizes.map { ([("tenant", $0.tenant.text)], $0.count) }),
      Gauge(
        "journal_bytes", "What those take.", sizes.map { ([("tenant", $0.tenant.text)], $0.bytes) }),
    ]
    if let count = connections.value {
      gauges.append(Gauge("connections", "Connections of clients.", count))
    }
    if let bytes = Self.residentMemory {
      gauges.append(Gauge("resident_memory_bytes", "Memory that the process has.", bytes))
    }
    return gauges
  }

  /// nil where the system does not tell it in this way.
  private static var residentMemory: Int? {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .ascii),
      let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return nil }
    return pages.multipliedReportingOverflow(by: Int(sysconf(Int32(_SC_PAGESIZE)))).partialValue
  }
}
