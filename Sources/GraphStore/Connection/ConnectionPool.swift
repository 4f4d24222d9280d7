import GraphContract
import Locks

/// The read connections of one database: one for each thread that reads at this time, and some that wait for the next.
///
/// A class because connections are handed out and taken back.
final class ConnectionPool: Sendable {
  private let open: @Sendable () throws -> Connection
  private let hasRoom: @Sendable () -> Bool
  private let clock: @Sendable () -> Duration
  private let state = Lock(State())

  private struct State {
    /// The one that was used last at the end.
    var idle: [Idle] = []
    /// How many are open, those that are just being opened or closed among them.
    var count = 0
    var lastUse = Duration.zero
  }

  private struct Idle {
    let connection: Connection
    /// When it was given back.
    let since: Duration
  }

  /// More than these do not wait.
  static let idleLimit = 16
  /// None waits longer.
  static let idleTime = Duration.seconds(60)

  /// - Parameters:
  ///   - clock: time since any fixed moment.
  ///   - hasRoom: whether one can be opened without closing files of others.
  init(
    clock: @escaping @Sendable () -> Duration, hasRoom: @escaping @Sendable () -> Bool = { false },
    open: @escaping @Sendable () throws -> Connection
  ) {
    self.open = open
    self.hasRoom = hasRoom
    self.clock = clock
  }

  var idleCount: Int { state.withLock { $0.idle.count } }

  /// Those that are in use too.
  var count: Int { state.withLock { $0.count } }

  /// When one was taken or given back last.
  var lastUse: Duration { state.withLock { $0.lastUse } }

  /// - Throws: `TrialEnd` as `take` does, beside what `body` throws.
  func use<Result>(_ limit: RequestLimit = .none, _ body: (Connection) throws -> Result) throws -> Result {
    let connection = try take(limit)
    do {
      let result = try body(connection)
      giveBack(connection)
      return result
    } catch let failure as StorageFailure {
      // Nobody knows what state it is in.
      close(connection)
      throw failure
    } catch {
      giveBack(connection)
      throw error
    }
  }

  /// - Returns: one that nobody else uses until it is given back, or closed.
  /// - Throws: `TrialEnd` where one would have to be opened on trial, and files of other stores closed for it.
  func take(_ limit: RequestLimit = .none) throws -> Connection {
    let now = clock()
    let waiting = state.withLock { state in
      state.lastUse = now
      return state.idle.popLast()?.connection
    }
    if let waiting { return waiting }
    guard !limit.isTrial || hasRoom() else { throw TrialEnd() }
    return try opened()
  }

  private func opened() throws -> Connection {
    state.withLock { $0.count += 1 }
    do { return try open() } catch {
      state.withLock { $0.count -= 1 }
      throw error
    }
  }

  func giveBack(_ connection: Connection) {
    let since = clock()
    close { idle in
      idle.append(Idle(connection: connection, since: since))
      return max(idle.count - Self.idleLimit, 0)
    }
    state.withLock { $0.lastUse = since }
  }

  /// Closes those that wait for too long.
  func closeIdle() {
    let latest = clock() - Self.idleTime
    close { idle in idle.firstIndex { $0.since > latest } ?? idle.count }
  }

  /// Has those that wait give away half of their statements; the others do it when they are used.
  func giveHalf() {
    state.withLock { state in
      for waiting in state.idle { waiting.connection.giveHalf() }
    }
  }

  /// Closes all that wait.
  func end() { close { $0.count } }

  /// - Parameter count: how many of those that wait longest are closed.
  private func close(_ count: (inout [Idle]) -> Int) {
    let closed = state.withLock { state in
      let number = count(&state.idle)
      defer { state.idle.removeFirst(number) }
      return Array(state.idle.prefix(number))
    }
    for waiting in closed { close(waiting.connection) }
  }

  /// Ends one that was taken. Outside of the lock: it may write the log back.
  func close(_ connection: Connection) {
    connection.close()
    state.withLock { $0.count -= 1 }
  }
}
