import Dispatch
import Locks
package import Logging

/// Writes a line for each request, on a queue of its own: a reader of standard error that is slow holds no request up.
///
/// Lines wait for a moment, so that many are written at once: to wake a thread for each costs more than all the rest of
/// it. A class because all requests write to it.
package final class RequestLog: Sendable {
  /// Who writes the lines.
  package enum Output: Sendable {
    /// Our own handler, whose lines are put together in bytes.
    case bytes(LogLines.Style, write: @Sendable ([UInt8]) -> Void)
    /// A handler of somebody else, by the logger.
    case events
  }

  /// What is written of one request.
  private enum Entry {
    case lines(UnstampedLines)
    case event(LoggedRequest)
  }

  private struct State {
    /// For handlers of others.
    var events: [LoggedRequest] = []
    var eventBytes = 0
    var lines: LogLines
    var dropped = 0
    /// Somebody will write what is there.
    var isAwaited = false
  }

  private let logger: Logger
  private let output: Output
  private let isAskedForReasons: Bool
  private let queue = DispatchQueue(label: "request log", qos: .utility)
  private let state: Lock<State>

  /// Of what waits at most; what comes beyond is counted, and not written.
  private static let byteLimit = 4 << 20
  /// Nobody who reads along sees it, and hundreds of lines share one waking of the thread.
  private static let delay = DispatchTimeInterval.milliseconds(25)

  /// - Returns: nil where the logger's level leaves nothing to write.
  package init?(_ logger: Logger, _ output: Output = .events) {
    guard logger.logLevel <= .info else { return nil }
    self.logger = logger
    self.output = output
    isAskedForReasons = logger.logLevel <= .debug
    switch output {
    case .bytes(let style, _): state = Lock(State(lines: LogLines(style)))
    case .events: state = Lock(State(lines: LogLines(.text)))
    }
  }

  package func add(_ line: RequestLine) {
    guard isAskedForReasons || !line.isProbe else { return }
    // Before the lock, which all requests want.
    let entry = entry(line)
    let starts = state.withLock { state in
      guard Self.add(entry, to: &state) else {
        state.dropped += 1
        return false
      }
      defer { state.isAwaited = true }
      return !state.isAwaited
    }
    if starts { queue.asyncAfter(deadline: .now() + Self.delay) { self.write() } }
  }

  private func entry(_ line: RequestLine) -> Entry {
    switch output {
    case .bytes(let style, _): .lines(UnstampedLines(line, style, withReasons: isAskedForReasons))
    case .events: .event(LoggedRequest(line, withReasons: isAskedForReasons))
    }
  }

  /// - Returns: false where there is no room.
  private static func add(_ entry: Entry, to state: inout State) -> Bool {
    switch entry {
    case .lines(let lines):
      guard state.lines.bytes.count < byteLimit else { return false }
      state.lines.add(lines)
    case .event(let request):
      guard state.eventBytes < byteLimit else { return false }
      state.events.append(request)
      state.eventBytes += request.size
    }
    return true
  }

  /// Waits until everything is written that was added before, but not for ever: nobody may read it.
  package func flush() {
    let done = DispatchSemaphore(value: 0)
    queue.async {
      self.write()
      done.signal()
    }
    _ = done.wait(timeout: .now() + .seconds(1))
  }

  private func write() {
    let (bytes, events, dropped) = state.withLock { state in
      defer { (state.events, state.eventBytes, state.dropped, state.isAwaited) = ([], 0, 0, false) }
      return (state.lines.take(), state.events, state.dropped)
    }
    if case .bytes(_, let write) = output, !bytes.isEmpty { write(bytes) }
    events.forEach(write)
    if dropped > 0 { logger.warning("\(dropped) requests are missing in the log: it is read too slowly.") }
  }

  private func write(_ request: LoggedRequest) {
    logger.log(
      level: request.isProbe ? .debug : .info, "request",
      metadata: [Self.key: .stringConvertible(request.members)])
    for reason in request.reasons {
      logger.debug("refused", metadata: [Self.key: .stringConvertible(reason)])
    }
  }

  /// Under which a handler finds the members of a line.
  package static let key = "request"
}
