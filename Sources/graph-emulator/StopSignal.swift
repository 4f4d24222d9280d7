import Dispatch
import Foundation

/// Waits for SIGTERM or SIGINT.
final class StopSignal {
  private let arrived = DispatchSemaphore(value: 0)
  private var sources: [any DispatchSourceSignal] = []

  /// From here on the signals no longer end the process by themselves.
  init() {
    let queue = DispatchQueue(label: "signals")
    for number in [SIGTERM, SIGINT] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      let arrived = self.arrived
      source.setEventHandler { arrived.signal() }
      source.resume()
      sources.append(source)
    }
    // A client that goes away must not end the server.
    signal(SIGPIPE, SIG_IGN)
  }

  func wait() { arrived.wait() }
}
