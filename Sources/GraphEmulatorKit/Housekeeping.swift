import Dispatch
import Tenants

/// Does now and then what no request asks for: closes connections that wait for nobody.
///
/// A class because it ends with whoever holds it.
final class Housekeeping: Sendable {
  // The protocol says nothing of threads; sources are made to be used from any.
  private nonisolated(unsafe) let timer: any DispatchSourceTimer

  init(_ tenants: TenantRegistry) {
    timer = DispatchSource.makeTimerSource(queue: .global(qos: .utility))
    timer.setEventHandler { tenants.closeIdleConnections() }
    timer.schedule(deadline: .now() + .seconds(30), repeating: .seconds(30), leeway: .seconds(5))
    timer.activate()
  }

  deinit { timer.cancel() }
}
