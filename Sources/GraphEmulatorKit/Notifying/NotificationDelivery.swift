import Dispatch
import Foundation
import GraphStore
import Locks
import Logging
import Tenants

/// Brings the messages of all tenants to the endpoints that they are for, each at least once and in their order.
///
/// It works on a queue of its own and waits for nobody there: a slow endpoint holds up no other one.
///
/// A class because it ends with whoever holds it.
final class NotificationDelivery: Sendable {
  private let tenants: TenantRegistry
  private let hosts: EndpointHosts
  private let sender: any HTTPSender
  private let envelope: NotificationEnvelope
  private let logger: Logger
  private let schedule = Lock(DeliverySchedule())
  private let hasStopped = Lock(false)
  private let queue = DispatchQueue(label: "graph-emulator.notifications", qos: .utility)
  // The protocol says nothing of threads; sources are made to be used from any.
  private nonisolated(unsafe) let timer: any DispatchSourceTimer

  /// Messages of one call at most.
  private static let batchSize = 100
  /// As long as the service waits (graph-platform 5.4).
  private static let patience = Duration.seconds(3)

  init(
    _ tenants: TenantRegistry, hosts: EndpointHosts, sender: any HTTPSender, envelope: NotificationEnvelope,
    logger: Logger
  ) {
    (self.tenants, self.hosts, self.sender, self.envelope) = (tenants, hosts, sender, envelope)
    self.logger = logger
    timer = DispatchSource.makeTimerSource(queue: queue)
    timer.setEventHandler { [weak self] in self?.deliver() }
    timer.schedule(deadline: .now(), repeating: .seconds(1), leeway: .milliseconds(100))
    timer.activate()
  }

  /// Looks soon whether anything is to be sent.
  func wake() { queue.async { [weak self] in self?.deliver() } }

  /// Ends what is under way; what was not delivered waits for the next start.
  func stop() {
    hasStopped.withLock { $0 = true }
    timer.cancel()
    sender.stop()
    queue.sync {}
  }

  deinit { timer.cancel() }

  // MARK: Looking

  private func deliver() {
    guard !hasStopped.withLock({ $0 }) else { return }
    var places: Set<DeliverySchedule.Place> = []
    for tenant in tenants.openTenants {
      do { places.formUnion(try deliver(of: tenant)) } catch {
        // The store tells by itself what keeps it from being read.
        logger.debug("Notifications of tenant \(tenant.name.text) wait: \(error)")
      }
    }
    schedule.withLock { $0.keep(places) }
  }

  /// - Returns: where messages wait.
  private func deliver(of tenant: Tenant) throws -> [DeliverySchedule.Place] {
    guard let next = tenant.store.nextAwaited else { return [] }
    let moment = tenant.clock.now
    if next <= moment { try tenant.store.runScheduled(at: moment) }
    let places = try tenant.store.waitingEndpoints().map {
      DeliverySchedule.Place(tenant: tenant.name, url: $0)
    }
    for place in places where schedule.withLock({ $0.begin(place, at: Trace.monotonicTime()) }) {
      do { try send(to: place, of: tenant) } catch {
        fail(place, "\(error)")
        throw error
      }
    }
    return places
  }

  // MARK: Sending

  private func send(to place: DeliverySchedule.Place, of tenant: Tenant) throws {
    let messages = try tenant.store.waitingMessages(to: place.url, limit: Self.batchSize)
    guard !messages.isEmpty else { return schedule.withLock { $0.succeed(place) } }
    let url: URL
    do { url = try hosts.url(place.url) } catch {
      return fail(place, "its host is not named with --notify-host")
    }
    let request = OutgoingRequest(
      url: url, contentType: "application/json; charset=utf-8", body: envelope.body(messages, of: tenant),
      timeout: Self.patience)
    // The tenant may be closed meanwhile, and must not be held open by an endpoint that is slow.
    sender.post(request) { [weak self, weak tenant] outcome in
      guard let self else { return }
      queue.async { [weak tenant] in self.finish(outcome, place, messages, tenant) }
    }
  }

  private func finish(
    _ outcome: SendOutcome, _ place: DeliverySchedule.Place, _ messages: [Outbox.Message], _ tenant: Tenant?
  ) {
    guard !hasStopped.withLock({ $0 }), let tenant else { return schedule.withLock { $0.succeed(place) } }
    switch outcome {
    case .answered(200..<300, _, _):
      do { try tenant.store.remove(messages) } catch { return fail(place, "\(error)") }
      schedule.withLock { $0.succeed(place) }
      deliver()
    case .answered(let status, _, _): fail(place, "it answered \(status)")
    case .timedOut: fail(place, "it did not answer within \(Self.patience.components.seconds) seconds")
    case .failed(let reason): fail(place, reason)
    }
  }

  private func fail(_ place: DeliverySchedule.Place, _ reason: String) {
    let pause = schedule.withLock { $0.fail(place, at: Trace.monotonicTime()) }
    logger.info(
      """
      Notifications of tenant \(place.tenant.text) could not be delivered to \(place.url): \(reason); next try in \
      \(pause.components.seconds) s.
      """)
  }
}
