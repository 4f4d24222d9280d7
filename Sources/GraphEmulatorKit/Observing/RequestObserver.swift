import GraphService
import GraphStore
import HTTPMessages
import Logging
import Observing
import Tenants

/// Tells the log, the journal and the metrics of each request that was answered.
struct RequestObserver: Sendable {
  let log: RequestLog?
  let journal: Journal
  let metrics: RequestMetrics
  private let secrets: Secrets
  /// The log wants to know why something was refused.
  private let isAskedForReasons: Bool

  /// - Parameter secrets: what neither log nor journal tells.
  init(_ logger: Logger, _ journal: Journal.Settings, _ secrets: Secrets) {
    log = RequestLog(logger, StandardErrorLog.output(of: logger))
    self.journal = Journal(journal, secrets: secrets)
    metrics = RequestMetrics()
    self.secrets = secrets
    isAskedForReasons = logger.logLevel <= .debug
  }

  /// What stands around the service for it.
  var traces: TraceLayer { TraceLayer(isForAll: isAskedForReasons, journal: journal) }

  /// - Parameters:
  ///   - waited: before it came here.
  ///   - answer: what comes back as `Response.Delivery.elsewhere` was not answered yet, and is not told of.
  func observing(_ request: Request, waited: Duration, _ answer: (RequestNotes) -> Response) -> Response {
    let (time, start) = (WallClock.now(), ContinuousClock.now)
    let notes = RequestNotes(followsParts: isAskedForReasons)
    let response = answer(notes)
    guard response.delivery != .elsewhere else { return response }
    tell(
      RequestRecord(
        request, response, notes.facts, time: time, duration: waited + start.duration(to: .now)))
    return response
  }

  func forget(_ isGone: (TenantName) -> Bool) {
    journal.forget(isGone)
    metrics.forget(isGone)
  }

  private func tell(_ record: RequestRecord) {
    metrics.count(record)
    log?.add(RequestLine(record, secrets))
    journal.add(record)
  }
}
