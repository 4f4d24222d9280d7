import HTTPServer
import Locks

/// How many connections the server has, for whoever does not know the server.
///
/// A class because the server comes later than who asks.
final class ConnectionCount: Sendable {
  private let source = Lock<(@Sendable () -> Int)?>(nil)

  func follow(_ server: Server) {
    source.withLock { $0 = { [weak server] in server?.connectionsOfThreads.reduce(0, +) ?? 0 } }
  }

  /// nil before a server is there.
  var value: Int? { source.withLock { $0 }?() }
}
