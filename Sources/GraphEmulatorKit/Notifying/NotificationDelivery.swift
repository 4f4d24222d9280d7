import Dispatch
import Foundation
import GraphStore
import Locks
import Logging
import Tenants

/// Brings the messages of all tenants to the endpoints that they are for, each at least once and in their order.
///
/// It looks for them on a queue of its own, and waits for nobody there: a slow endpoint holds up no other one.
///
/// A class because it ends with whoever holds it.
final class NotificationDelivery: Sendable {
  private let tenants: TenantRegistry
  let hosts: EndpointHosts
  let sender: any HTTPSender
  let envelope: NotificationEnvelope
  let logger: Logger
  let schedule = Lock(DeliverySchedule())
  private let stopped = Lock(false)
  private let isWoken = Lock(false)
  let queue = DispatchQueue(label: "graph-emulator.notifications", qos: .utility)
  /// Where calls are made ready: to read objects and seal them takes long, and holds up no other endpoint.
  let preparation = OperationQueue()
  /// Made with the first subscription: most emulators have none.
  // The protocol says nothing of threads; sources are made to be used from any.
  private nonisolated(unsafe) var timer: (any DispatchSourceTimer)?

  init(
    _ tenants: TenantRegistry, hosts: EndpointHosts, sender: any HTTPSender, envelope: NotificationEnvelope,
    logger: Logger
  ) {
    (self.tenants, self.hosts, self.sender, self.envelope) = (tenants, hosts, sender, envelope)
    self.logger = logger
    preparation.qualityOfService = .utility
    preparation.maxConcurrentOperationCount = max(2, ProcessInfo.processInfo.activeProcessorCount)
    if tenants.openTenants.contains(where: { $0.store.nextAwaited != nil || $0.store.hasMessages }) { wake() }
  }

  /// Looks soon whether anything is to be sent, once however often it was asked to.
  func wake() {
    let wasWoken = isWoken.withLock { isWoken in
      defer { isWoken = true }
      return isWoken
    }
    guard !wasWoken else { return }
    queue.async { [weak self] in
      self?.startTimer()
      self?.deliver()
    }
  }

  /// Runs on the queue alone.
  private func startTimer() {
    guard timer == nil, !hasStopped else { return }
    let timer = DispatchSource.makeTimerSource(queue: queue)
    timer.setEventHandler { [weak self] in self?.deliver() }
    timer.schedule(deadline: .now() + .seconds(1), repeating: .seconds(1), leeway: .milliseconds(100))
    timer.activate()
    self.timer = timer
  }

  /// Ends what is under way; what was not delivered waits for the next start.
  func stop() {
    stopped.withLock { $0 = true }
    queue.sync { timer?.cancel() }
    preparation.waitUntilAllOperationsAreFinished()
    sender.stop()
  }

  deinit { timer?.cancel() }

  // MARK: Looking

  private func deliver() {
    isWoken.withLock { $0 = false }
    var waiting: [DeliverySchedule.Place: Tenant] = [:]
    for tenant in tenants.openTenants where !hasStopped {
      do {
        for place in try places(of: tenant) { waiting[place] = tenant }
      } catch {
        // The store tells by itself what keeps it from being read.
        logger.debug("Notifications of tenant \(tenant.name.text) wait: \(error)")
      }
    }
    for place in schedule.withLock({ $0.inTurn(waiting.keys) }) where !hasStopped {
      if let tenant = waiting[place] { begin(place, of: tenant) }
    }
    schedule.withLock { $0.keep(Set(waiting.keys)) }
  }

  /// Where messages wait, once what is due has happened.
  private func places(of tenant: Tenant) throws -> [DeliverySchedule.Place] {
    let moment = tenant.clock.now
    if let next = tenant.store.nextAwaited, next <= moment {
      try tenant.store.runScheduled(at: moment, limit: limit)
    }
    guard tenant.store.hasMessages else { return [] }
    return try tenant.store.waitingEndpoints().map { DeliverySchedule.Place(tenant: tenant.name, url: $0) }
  }

  /// The end of the program ends what goes on here.
  var limit: RequestLimit {
    RequestLimit(timeout: nil, mustStop: { [weak self] in self?.hasStopped ?? true })
  }

  var hasStopped: Bool { stopped.withLock { $0 } }

  private func begin(_ place: DeliverySchedule.Place, of tenant: Tenant) {
    guard schedule.withLock({ $0.begin(place, at: Trace.monotonicTime()) }) else { return }
    do { try send(to: place, of: tenant) } catch { fail(place, "\(error)") }
  }
}
