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
  private let stopped = Lock(false)
  private let isWoken = Lock(false)
  private let queue = DispatchQueue(label: "graph-emulator.notifications", qos: .utility)
  /// Made with the first subscription: most emulators have none.
  // The protocol says nothing of threads; sources are made to be used from any.
  private nonisolated(unsafe) var timer: (any DispatchSourceTimer)?

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
  private var limit: RequestLimit {
    RequestLimit(timeout: nil, mustStop: { [weak self] in self?.hasStopped ?? true })
  }

  private var hasStopped: Bool { stopped.withLock { $0 } }

  private func begin(_ place: DeliverySchedule.Place, of tenant: Tenant) {
    guard schedule.withLock({ $0.begin(place, at: Trace.monotonicTime()) }) else { return }
    do { try send(to: place, of: tenant) } catch { fail(place, "\(error)") }
  }

  // MARK: Sending

  private func send(to place: DeliverySchedule.Place, of tenant: Tenant) throws {
    let messages = try tenant.store.waitingMessages(to: place.url, limit: Self.batchSize)
    guard !messages.isEmpty else { return schedule.withLock { $0.succeed(place) } }
    let url: URL
    do { url = try hosts.url(place.url) } catch {
      try tenant.store.noteTry(of: messages)
      return fail(place, "its host is not named with --notify-host")
    }
    let request = OutgoingRequest(
      url: url, contentType: "application/json; charset=utf-8",
      body: envelope.body(messages, of: tenant, limit: limit),
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
    // Whether or not it was taken: another one may have waited for the place.
    defer { wake() }
    guard !hasStopped, let tenant else { return schedule.withLock { $0.succeed(place) } }
    do {
      guard let refusal = Self.refusal(outcome) else {
        try tenant.store.remove(messages)
        return schedule.withLock { $0.succeed(place) }
      }
      try tenant.store.noteTry(of: messages)
      fail(place, refusal)
    } catch {
      fail(place, "\(error)")
    }
  }

  /// nil when the messages were taken.
  private static func refusal(_ outcome: SendOutcome) -> String? {
    switch outcome {
    case .answered(200..<300, _, _): nil
    case .answered(let status, _, _): "it answered \(status)"
    case .timedOut: "it did not answer within \(patience.components.seconds) seconds"
    case .failed(let reason): reason
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
