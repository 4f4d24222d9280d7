import GraphContract
import Locks

/// The read connections of one database: one for each thread that reads at this time, and some that wait for the next.
///
/// A class because connections are handed out and taken back.
final class ConnectionPool: Sendable {
  private let open: @Sendable () throws -> Connection
  private let clock: @Sendable () -> Duration
  /// The one that was used last at the end.
  private let idle = Lock<[Idle]>([])

  private struct Idle {
    let connection: Connection
    /// When it was given back.
    let since: Duration
  }

  /// More than these do not wait.
  static let idleLimit = 16
  /// None waits longer.
  static let idleTime = Duration.seconds(60)

  /// - Parameter clock: time since any fixed moment.
  init(clock: @escaping @Sendable () -> Duration, open: @escaping @Sendable () throws -> Connection) {
    self.open = open
    self.clock = clock
  }

  var idleCount: Int { idle.withLock { $0.count } }

  /// When one was given back last, of those that still wait.
  var lastUse: Duration { idle.withLock { $0.last?.since } ?? .zero }

  func use<Result>(_ body: (Connection) throws -> Result) throws -> Result {
    let connection = try take()
    do {
      let result = try body(connection)
      giveBack(connection)
      return result
    } catch let failure as StorageFailure {
      // Nobody knows what state it is in.
      connection.close()
      throw failure
    } catch {
      giveBack(connection)
      throw error
    }
  }

  /// - Returns: one that nobody else uses until it is given back, or closed.
  func take() throws -> Connection { try idle.withLock { $0.popLast()?.connection } ?? open() }

  func giveBack(_ connection: Connection) {
    let since = clock()
    close { idle in
      idle.append(Idle(connection: connection, since: since))
      return max(idle.count - Self.idleLimit, 0)
    }
  }

  /// Closes those that wait for too long.
  func closeIdle() {
    let latest = clock() - Self.idleTime
    close { idle in idle.firstIndex { $0.since > latest } ?? idle.count }
  }

  /// Has those that wait give away half of their statements; the others do it when they are used.
  func giveHalf() {
    idle.withLock { idle in
      for waiting in idle { waiting.connection.giveHalf() }
    }
  }

  /// Closes all that wait.
  func end() { close { $0.count } }

  /// - Parameter count: how many of those that wait longest are closed.
  private func close(_ count: (inout [Idle]) -> Int) {
    let closed = idle.withLock { idle in
      let number = count(&idle)
      defer { idle.removeFirst(number) }
      return Array(idle.prefix(number))
    }
    // Outside of the lock: it may write the log back.
    for waiting in closed { waiting.connection.close() }
  }
}
