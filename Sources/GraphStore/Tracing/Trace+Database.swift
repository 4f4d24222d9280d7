import GRDB

extension Trace {
  /// Writes down every statement that rules and the store run on the connection, without its values: a secret may be among them.
  func listen(to db: Database) {
    db.trace(options: .profile) { [self] event in
      guard case .profile(let statement, let duration) = event else { return }
      add(sql: statement.sql, time: .seconds(duration))
    }
  }

  func stopListening(to db: Database) { db.trace(options: .profile) }
}
