import Foundation
import GraphStore
import Locks
import Logging
import Tenants
import Workloads

/// Calls of one endpoint: what they bring, and what comes of them.
extension NotificationDelivery {
  /// Messages of one call at most.
  private static let batchSize = 100
  /// As long as the service waits (graph-platform 5.4).
  private static let patience = Duration.seconds(3)

  /// What one call brings: messages, and what is sent of each.
  private struct Batch: Sendable {
    let messages: [Outbox.Message]
    let items: [String]
    let validationTokens: [String]
  }

  func send(to place: DeliverySchedule.Place, of tenant: Tenant) throws {
    let messages = try tenant.store.waitingMessages(to: place.url, limit: Self.batchSize)
    guard !messages.isEmpty else { return schedule.withLock { $0.succeed(place) } }
    let url: URL
    do { url = try hosts.url(place.url) } catch {
      try tenant.store.noteTry(of: messages)
      return fail(place, "its host is not named with --notify-host")
    }
    preparation.addOperation { [weak self, weak tenant] in
      guard let self else { return }
      guard let tenant, !hasStopped else { return schedule.withLock { $0.succeed(place) } }
      let items = envelope.items(messages, of: tenant, limit: limit)
      let batch = Batch(
        messages: messages, items: items,
        validationTokens: envelope.validationTokens(for: items, of: tenant, limit: limit))
      send(batch, to: place, url, tenant)
    }
  }

  private func send(
    _ batch: Batch, to place: DeliverySchedule.Place, _ url: URL, _ tenant: Tenant
  ) {
    let request = OutgoingRequest(
      url: url, contentType: "application/json; charset=utf-8",
      body: NotificationCollection.body(of: batch.items, validatedBy: batch.validationTokens),
      timeout: Self.patience)
    // The tenant may be closed meanwhile, and must not be held open by an endpoint that is slow.
    sender.post(request) { [weak self, weak tenant] outcome in
      guard let self else { return }
      queue.async { [weak tenant] in self.finish(outcome, place, batch, tenant) }
    }
  }

  private func finish(
    _ outcome: SendOutcome, _ place: DeliverySchedule.Place, _ batch: Batch, _ tenant: Tenant?
  ) {
    // Whether or not it was taken: another one may have waited for the place.
    defer { wake() }
    guard !hasStopped, let tenant else { return schedule.withLock { $0.succeed(place) } }
    do {
      guard let refusal = Self.refusal(outcome) else {
        try tenant.store.remove(batch.messages)
        return schedule.withLock { $0.succeed(place) }
      }
      try tenant.store.noteTry(of: batch.messages, sentAs: batch.items)
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

  func fail(_ place: DeliverySchedule.Place, _ reason: String) {
    let pause = schedule.withLock { $0.fail(place, at: Trace.monotonicTime()) }
    logger.info(
      """
      Notifications of tenant \(place.tenant.text) could not be delivered to \(place.url): \(reason); next try in \
      \(pause.components.seconds) s.
      """)
  }
}
