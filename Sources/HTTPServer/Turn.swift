internal import CMicroHTTPD
internal import Synchronization

/// How a request came to be answered, and whether its answer is still wanted.
package struct Turn: Sendable {
  /// For a thread of its lane; zero on the thread that read it.
  package let waited: Duration
  /// It is only tried here: what would take long is to be answered with `Response.Delivery.elsewhere`.
  package let isTrial: Bool
  /// Nil for what is answered on the thread that read it, which is quick.
  package let listener: Listener?
}

extension Turn {
  /// Whoever waits for the answer to one request.
  ///
  /// A class because it must not outlive the request's handler, and knows when that has ended.
  package final class Listener: Sendable {
    // The pointer's bits; 0 once the handler has returned.
    private let exchange: Atomic<UInt>

    init(_ exchange: OpaquePointer) { self.exchange = Atomic(UInt(bitPattern: exchange)) }

    /// The server ends and waits no longer.
    package var mustStop: Bool { ask(edge_must_stop) }

    /// The client has closed the connection, or its own direction of it. Asks the kernel.
    package var hasLeft: Bool { ask(edge_has_client_left) }

    func end() { exchange.store(0, ordering: .relaxed) }

    private func ask(_ question: (OpaquePointer?) -> Bool) -> Bool {
      let exchange = OpaquePointer(bitPattern: exchange.load(ordering: .relaxed))
      return exchange.map(question) ?? true
    }
  }
}
