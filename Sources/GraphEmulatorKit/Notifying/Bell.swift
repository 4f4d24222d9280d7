import Locks

/// Lets those who put messages into an outbox tell whoever delivers them, which is made after them.
///
/// A class because both have it.
final class Bell: Sendable {
  private let listener = Lock<(@Sendable () -> Void)?>(nil)

  func ring() { listener.withLock { $0 }?() }

  func listen(_ body: @escaping @Sendable () -> Void) { listener.withLock { $0 = body } }
}
