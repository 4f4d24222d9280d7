internal import CMicroHTTPD
package import HTTPMessages
internal import Synchronization

/// A listening socket and its threads, from `init` until `stop`; a class because it ends only once.
package final class Server: Sendable {
  /// Runs to its end on the thread that read the request, on several threads at once.
  package typealias Handler = @Sendable (Request) -> Response

  package let port: Int

  private let isRunning = Mutex(true)
  // The C side locks for itself; the pointer is freed by the one caller that turns `isRunning` to false.
  private nonisolated(unsafe) let listener: OpaquePointer
  // The listener's context, unretained: it must live as long.
  private let box: HandlerBox

  /// Serves as soon as it returns.
  package init(_ configuration: ServerConfiguration, handler: @escaping Handler) throws(ServerError) {
    box = HandlerBox(handler)
    listener = try configuration.listen(context: Unmanaged.passUnretained(box).toOpaque())
    port = Int(edge_port(listener))
  }

  /// Refuses new connections, lets the requests under way be answered, then closes all connections.
  ///
  /// Who is still unanswered after `deadline`, because of a delay too, loses the connection, but a handler that
  /// runs is waited for. A handler must not call this itself.
  package func stop(deadline: Duration = .seconds(5)) {
    let mayStop = isRunning.withLock { isRunning in
      defer { isRunning = false }
      return isRunning
    }
    guard mayStop else { return }
    edge_stop(listener, deadline.wholeMilliseconds)
  }

  deinit {
    stop(deadline: .zero)
  }
}

/// Gives the handler an address that C can carry.
final class HandlerBox: Sendable {
  let handler: Server.Handler

  init(_ handler: @escaping Server.Handler) {
    self.handler = handler
  }
}
