import Dispatch
import Locks
package import Logging

/// Writes a line for each request, on a queue of its own: a reader of standard error that is slow holds no request up.
///
/// A class because all requests write to it.
package final class RequestLog: Sendable {
  private struct State {
    var waiting: [RequestLine] = []
    var dropped = 0
    var isWriting = false
  }

  private let logger: Logger
  private let isAskedForReasons: Bool
  private let queue = DispatchQueue(label: "request log", qos: .utility)
  private let state = Lock(State())

  /// Lines that wait at most; what comes beyond is counted, and not written.
  package static let limit = 10_000

  /// - Returns: nil where the logger's level leaves nothing to write.
  package init?(_ logger: Logger) {
    guard logger.logLevel <= .info else { return nil }
    self.logger = logger
    isAskedForReasons = logger.logLevel <= .debug
  }

  package func add(_ line: RequestLine) {
    guard isAskedForReasons || !line.isProbe else { return }
    let starts = state.withLock { state in
      guard state.waiting.count < Self.limit else {
        state.dropped += 1
        return false
      }
      state.waiting.append(line)
      defer { state.isWriting = true }
      return !state.isWriting
    }
    if starts { queue.async { self.write() } }
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
    while let (lines, dropped) = next() {
      lines.forEach(write)
      if dropped > 0 { logger.warning("\(dropped) requests are missing in the log: it is read too slowly.") }
    }
  }

  private func next() -> (lines: [RequestLine], dropped: Int)? {
    state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.isWriting = false
        return nil
      }
      defer { (state.waiting, state.dropped) = ([], 0) }
      return (state.waiting, state.dropped)
    }
  }

  private func write(_ line: RequestLine) {
    logger.log(
      level: line.isProbe ? .debug : .info, "request", metadata: [Self.key: .stringConvertible(line)])
    guard isAskedForReasons else { return }
    for reason in line.reasons {
      logger.debug("refused", metadata: [Self.key: .stringConvertible(LoggedMembers(reason))])
    }
  }

  /// Under which a handler finds the members of a line.
  package static let key = "request"
}

/// Members of a line as a value of a log's metadata.
package struct LoggedMembers: Sendable, CustomStringConvertible {
  package let members: [RequestLine.Member]

  init(_ members: [RequestLine.Member]) { self.members = members }

  package var description: String { LogText.line(members) }
}
