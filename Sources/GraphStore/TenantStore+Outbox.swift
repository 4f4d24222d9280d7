import GRDB
import Locks

extension TenantStore {
  /// The endpoints that messages wait for.
  package func waitingEndpoints() throws -> [String] {
    try reading { connection in
      try connection.queue.inDatabase { db in
        try String.fetchAll(db.cachedStatement(sql: "SELECT DISTINCT url FROM outbox ORDER BY url"))
      }
    }
  }

  /// The messages that wait for an endpoint, the oldest first.
  ///
  /// - Parameter limit: how many at most.
  package func waitingMessages(to url: String, limit: Int) throws -> [Outbox.Message] {
    try reading { connection in
      try connection.queue.inDatabase { db in
        let sql = """
          SELECT sequence, item, object, seal, sealName FROM outbox WHERE url = ? ORDER BY sequence LIMIT ?
          """
        return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [url, limit]).map {
          Outbox.Message(sequence: $0[0], item: $0[1], object: $0[2], seal: $0[3], sealName: $0[4])
        }
      }
    }
  }

  /// Forgets messages that were delivered.
  package func remove(_ messages: [Outbox.Message]) throws {
    try forEach(messages, "DELETE FROM outbox WHERE sequence = ? AND item = ?") {
      [$0.sequence, $0.item]
    }
  }

  /// Notes that messages could not be sent: from now on they may be given up.
  package func noteTry(of messages: [Outbox.Message]) throws {
    try forEach(messages, "UPDATE outbox SET isTried = 1 WHERE sequence = ? AND item = ?") {
      [$0.sequence, $0.item]
    }
  }

  /// Notes that messages were sent and not taken: from now on they may be given up, and are sent again as they were.
  ///
  /// - Parameter items: what was sent of each, with the object that belongs to it.
  package func noteTry(of messages: [Outbox.Message], sentAs items: [String]) throws {
    let sql = """
      UPDATE outbox SET isTried = 1, item = ?, object = NULL, seal = NULL, sealName = NULL
      WHERE sequence = ? AND item = ?
      """
    try forEach(Array(zip(messages, items)), sql) { [$1, $0.sequence, $0.item] }
  }

  /// A message of the same number that says something else is another: the tenant may have been emptied meanwhile.
  private func forEach<Element>(
    _ elements: [Element], _ sql: String, _ arguments: (Element) -> StatementArguments
  ) throws {
    try writing { db in
      guard try Outbox.hasMessages(db) else { return }
      try db.inTransaction(.immediate) {
        let statement = try db.cachedStatement(sql: sql)
        for element in elements { try statement.execute(arguments: arguments(element)) }
        return .commit
      }
      note(try whatWaits(db))
    }
  }

  /// Whether messages wait.
  package var hasMessages: Bool { state.hasMessages }

  /// Calls `body` after each transaction that has put messages into the outbox, or has made the first that somebody
  /// outside waits for.
  package func whenPosted(_ body: @escaping @Sendable () -> Void) { afterPosting.withLock { $0 = body } }

  /// The earliest moment at which something happens by itself; nil when nothing will.
  package var nextScheduled: Moment? { state.nextScheduled }

  /// The earliest moment at which something happens that somebody outside waits for; nil when nothing will.
  package var nextAwaited: Moment? { state.nextAwaited }
}
