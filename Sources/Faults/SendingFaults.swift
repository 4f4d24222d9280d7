package import HTTPMessages
import Locks

/// Faults that befall the sending of an answer: whether its client notices them is known when all of it is there.
///
/// A class because the parts of a batch are sent with it.
package final class SendingFaults: Sendable {
  private let given = Lock<[(id: String, delivery: Response.Delivery)]>([])

  package init() {}

  /// - Parameter id: of a fault that has nothing else to do.
  package func note(_ id: String, _ delivery: Response.Delivery) {
    given.withLock { $0.append((id, delivery)) }
  }

  /// Those that come to nothing.
  ///
  /// - Parameter delivery: as the answer is sent.
  package func idle(_ delivery: Response.Delivery) -> [String] {
    given.withLock { $0.filter { $0.delivery != delivery }.map(\.id) }
  }
}
