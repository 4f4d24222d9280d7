import Locks

/// The one connection of a store that writes: closed when nobody has written for a while, and opened again by the next who
/// does.
///
/// A class because its connection changes; whoever uses it has it alone, which a `Turnstile` sees to.
final class Writer: Sendable {
  private let open: @Sendable () throws -> Connection
  private let clock: @Sendable () -> Duration
  private let state: Lock<State>

  private struct State: Sendable {
    var connection: Connection?
    var isOpening = false
    var lastUse: Duration
  }

  /// - Parameters:
  ///   - connection: the first one.
  ///   - clock: time since any fixed moment.
  init(
    _ connection: Connection, clock: @escaping @Sendable () -> Duration,
    open: @escaping @Sendable () throws -> Connection
  ) {
    self.open = open
    self.clock = clock
    state = Lock(State(connection: connection, lastUse: clock()))
  }

  func connection() throws -> Connection {
    let found = state.withLock { state in
      state.lastUse = clock()
      state.isOpening = state.connection == nil
      return state.connection
    }
    if let found { return found }
    defer { state.withLock { $0.isOpening = false } }
    let opened = try open()
    state.withLock { $0.connection = opened }
    return opened
  }

  /// Or about to be.
  var isOpen: Bool { state.withLock { $0.connection != nil || $0.isOpening } }

  var lastUse: Duration { state.withLock { $0.lastUse } }

  func giveHalf() { state.withLock { $0.connection }?.giveHalf() }

  func close() {
    let connection = state.withLock { state in
      defer { state.connection = nil }
      return state.connection
    }
    connection?.close()
  }
}
