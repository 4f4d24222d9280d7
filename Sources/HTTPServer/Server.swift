internal import CMicroHTTPD
package import HTTPMessages
internal import Locks

/// Listening sockets and their threads, from `init` until `stop`; a class because it ends only once.
package final class Server: Sendable {
  /// Runs to its end on one thread, and on several threads at once.
  package typealias Handler = @Sendable (Request, Turn) -> Response

  package let port: Int
  /// nil without HTTPS.
  package let securePort: Int?

  private let isRunning = Lock(true)
  // The C side locks for itself; the pointer is freed by the one caller that turns `isRunning` to false.
  private nonisolated(unsafe) let listener: OpaquePointer
  // The listener's context, unretained: it must live as long.
  private let box: HandlerBox
  private let threads: Int

  /// Serves as soon as it returns.
  ///
  /// - Parameter lane: where each request is answered; it must be quick.
  package init(
    _ configuration: ServerConfiguration, lane: @escaping Lane.Choice, handler: @escaping Handler
  ) throws(ServerError) {
    box = HandlerBox(lane, configuration.largeBodies, handler)
    listener = try configuration.listen(context: Unmanaged.passUnretained(box).toOpaque())
    port = Int(edge_port(listener, 0))
    securePort = configuration.secure == nil ? nil : Int(edge_port(listener, 1))
    threads = max(1, configuration.threads) * (configuration.secure == nil ? 1 : 2)
  }

  /// Of libmicrohttpd: `0.9.75`.
  package static var libraryVersion: String { String(cString: edge_library_version()) }

  /// How many connections each of the threads has that read and write, those of HTTP first.
  package var connectionsOfThreads: [Int] {
    isRunning.withLock { isRunning in
      isRunning ? (0..<threads).map { Int(edge_connections(listener, UInt32($0))) } : []
    }
  }

  /// Refuses new connections, lets the requests under way be answered, then closes all connections.
  ///
  /// After `deadline` handlers that run are told so (`Turn.Listener.mustStop`) and waited for; who waits in a lane
  /// or for the end of a delay loses the connection unanswered. A handler must not call this itself.
  ///
  /// - Returns: whether all were answered by then, and their connections closed.
  @discardableResult package func stop(deadline: Duration = .seconds(5)) -> Bool {
    let mayStop = isRunning.withLock { isRunning in
      defer { isRunning = false }
      return isRunning
    }
    guard mayStop else { return true }
    return edge_stop(listener, deadline.wholeMilliseconds)
  }

  deinit {
    stop(deadline: .zero)
  }
}

/// Gives what is called for each request an address that C can carry.
final class HandlerBox: Sendable {
  let lane: Lane.Choice
  let largeBodies: LargeBodies?
  private let handler: Server.Handler

  init(
    _ lane: @escaping Lane.Choice, _ largeBodies: LargeBodies?, _ handler: @escaping Server.Handler
  ) {
    self.lane = lane
    self.largeBodies = largeBodies
    self.handler = handler
  }

  /// - Returns: false for a trial that came to nothing.
  func answer(_ request: borrowing edge_request, _ exchange: OpaquePointer) -> Bool {
    let incoming = Request(request)
    let listener = request.in_lane ? Turn.Listener(exchange) : nil
    defer { listener?.end() }
    let turn = Turn(
      waited: .nanoseconds(request.waited_ns), isTrial: request.is_trial, listener: listener)
    let response = handler(incoming, turn)
    guard response.delivery != .elsewhere else { return !request.is_trial }
    response.write(to: exchange, answering: incoming.headers)
    return true
  }
}
