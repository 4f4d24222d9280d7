package import JSON
package import Tenants

/// What whoever runs the emulator can see of it.
package struct Observation: Sendable {
  package let journal: Journal
  package let metrics: RequestMetrics
  /// What is there at present.
  package let gauges: @Sendable () -> [Gauge]
  /// The documented routes, and how each is answered.
  package let routes: @Sendable () throws -> JSONValue
  /// Sees to it that journal and metrics have what was answered before: they are told of many requests at once.
  package let catchUp: @Sendable () -> Void

  package init(
    journal: Journal, metrics: RequestMetrics, gauges: @escaping @Sendable () -> [Gauge],
    routes: @escaping @Sendable () throws -> JSONValue, catchUp: @escaping @Sendable () -> Void
  ) {
    self.journal = journal
    self.metrics = metrics
    self.gauges = gauges
    self.routes = routes
    self.catchUp = catchUp
  }

  /// Nothing is told any more of a tenant that is gone.
  package func forget(_ tenant: TenantName) {
    catchUp()
    journal.forget { $0 == tenant }
    metrics.forget { $0 == tenant }
  }
}
