import GraphContract
import Synchronization

/// The state that a database was in when somebody had it kept, whatever was written since: a read transaction of SQLite that
/// stays open as long as anybody holds this.
///
/// A class because its end gives its connection back.
final class EarlierState: Sendable {
  private let connection: Connection
  private let pool: ConnectionPool
  /// Those who read wait for each other, as there is one connection.
  private let turnstile = Turnstile()
  private let broken = Atomic(false)

  /// The state of now.
  static func current(_ pool: ConnectionPool) throws -> EarlierState {
    let connection = try pool.take()
    do { try connection.beginReading() } catch {
      // Nobody knows what state it is in.
      pool.close(connection)
      throw error
    }
    return EarlierState(connection, pool)
  }

  private init(_ connection: Connection, _ pool: ConnectionPool) {
    (self.connection, self.pool) = (connection, pool)
  }

  deinit {
    do {
      try connection.endReading()
      if isBroken { pool.close(connection) } else { pool.giveBack(connection) }
    } catch { pool.close(connection) }
  }

  /// The disk under it has failed, so that it is of no use any more.
  var isBroken: Bool { broken.load(ordering: .relaxed) }

  /// - Throws: `InterruptionFailure` when the limit is over before those who came earlier are done.
  func use<Result>(_ limit: RequestLimit, _ body: (Connection) throws -> Result) throws -> Result {
    try turnstile.pass(limit) {
      do { return try body(connection) } catch let failure as StorageFailure {
        broken.store(true, ordering: .relaxed)
        throw failure
      }
    }
  }
}
