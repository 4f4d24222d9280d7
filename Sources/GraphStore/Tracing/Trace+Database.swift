import GRDB

extension Trace {
  /// Writes down every statement that rules and the store run on the connection, with its values in it.
  func listen(to db: Database) {
    db.trace(options: .profile) { [self] event in
      guard case .profile(let statement, let duration) = event else { return }
      add(sql: statement.expandedSQL, time: .seconds(duration))
    }
  }

  func stopListening(to db: Database) { db.trace(options: .profile) }
}
