import Dispatch
import Foundation
import GraphEmulatorKit

/// Waits for SIGTERM, SIGINT or SIGHUP.
final class StopSignal {
  /// Raised with the first signal.
  let flag = StopFlag()
  private let arrived = DispatchSemaphore(value: 0)
  private let queue = DispatchQueue(label: "signals")
  private var sources: [any DispatchSourceSignal] = []

  /// What a clean end may take. After that the process ends as if it were killed, which loses nothing that was
  /// acknowledged either: whoever sent the signal may kill it soon, and sees how it ended.
  private static let deadline = DispatchTimeInterval.milliseconds(4500)

  /// From here on the signals no longer end the process by themselves.
  init() {
    for number in [SIGTERM, SIGINT] + (Self.ignoresHangUp ? [] : [SIGHUP]) {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { [flag, arrived, queue] in
        guard !flag.isRaised else { return }
        flag.raise()
        arrived.signal()
        queue.asyncAfter(deadline: .now() + Self.deadline) { _exit(0) }
      }
      source.resume()
      sources.append(source)
    }
    // A client that goes away must not end the server.
    signal(SIGPIPE, SIG_IGN)
    // A file that may grow no further is an error of the write.
    signal(SIGXFSZ, SIG_IGN)
  }

  /// As `nohup` has it for those that it starts.
  private static var ignoresHangUp: Bool {
    var action = sigaction()
    guard sigaction(SIGHUP, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  func wait() { arrived.wait() }
}
