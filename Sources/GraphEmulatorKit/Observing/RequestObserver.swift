import GraphService
import GraphStore
import HTTPMessages
import Logging
import Observing
import Tenants

/// Tells the log, the journal and the metrics of each request that was answered.
struct RequestObserver: Sendable {
  private let log: RequestLog?
  let journal: Journal
  let metrics: RequestMetrics
  private let waiting: WaitingRecords
  /// The log wants to know why something was refused.
  private let isAskedForReasons: Bool

  /// - Parameter secrets: what neither log nor journal tells.
  init(_ logger: Logger, _ journal: Journal.Settings, _ secrets: Secrets) {
    let log = RequestLog(logger, StandardErrorLog.output(of: logger))
    let (journal, metrics) = (Journal(journal, secrets: secrets), RequestMetrics())
    (self.log, self.journal, self.metrics) = (log, journal, metrics)
    waiting = WaitingRecords { records in
      for record in records { metrics.count(record) }
      if let log { for record in records { log.add(RequestLine(record, secrets)) } }
      for record in records { journal.add(record) }
    }
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
    waiting.add(
      RequestRecord(
        request, response, notes.facts, time: time, duration: waited + start.duration(to: .now)))
    return response
  }

  /// Journal and metrics have what was answered before.
  func catchUp() { waiting.tellAll() }

  /// Everything that was answered before is told and written.
  func finish() {
    catchUp()
    log?.flush()
  }

  func forget(_ isGone: (TenantName) -> Bool) {
    journal.forget(isGone)
    metrics.forget(isGone)
  }
}
