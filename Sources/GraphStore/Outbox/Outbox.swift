package import GRDB

/// The table `outbox`: what endpoints outside are to be told, in the order of the writes that it is about.
///
/// A message is written in the transaction of its cause, so that neither can be without the other, and stays until it
/// was delivered or its time is over. Columns: `sequence`; `url`; `item`, the JSON text that is sent; `object`, the path
/// of the object whose representation is sent along, sealed for the certificate `seal`, which its owner calls
/// `sealName` (none once it was sent: the item has it then); `subject`, a key that whoever wrote it knows it by; `isTried`, 1 once it was sent and not taken;
/// `expires`, when it is given up if it was tried, in ticks of the tenant's clock.
package enum Outbox {
  static let part = TablePart([
    """
    CREATE TABLE outbox (sequence INTEGER PRIMARY KEY, url TEXT NOT NULL, item TEXT NOT NULL, object TEXT, seal TEXT,
      sealName TEXT, subject INTEGER NOT NULL, expires INTEGER NOT NULL, isTried INTEGER NOT NULL DEFAULT 0)
    """,
    "CREATE INDEX outbox_url ON outbox (url)",
    "CREATE INDEX outbox_expires ON outbox (expires) WHERE isTried = 1",
    "CREATE INDEX outbox_subject ON outbox (subject)",
  ])
  static let table = "outbox"

  static func clear(_ db: Database) throws {
    if try hasMessages(db) { try db.execute(sql: "DELETE FROM outbox") }
  }

  /// How many messages wait at most: an endpoint that is down for hours fills no disk.
  package static let rowLimit = 100_000

  /// A message that waits.
  package struct Message: Sendable {
    package let sequence: Int64
    package let item: String
    package let object: String?
    package let seal: String?
    package let sealName: String?
  }
}

/// What an endpoint is to be told.
package struct NewMessage: Sendable {
  package let url: String
  /// JSON text.
  package let item: String
  /// Its path, the version included: `/v1.0/users/…`; nil: nothing is sent along.
  package var object: String?
  /// Base64 of a certificate in DER; the object is sealed for whoever has its key.
  package var seal: String?
  package var sealName: String?
  package let subject: Int64
  /// Given up then.
  package let expires: Moment

  package init(url: String, item: String, subject: Int64, expires: Moment) {
    self.url = url
    self.item = item
    self.subject = subject
    self.expires = expires
  }
}

extension WriteTransaction {
  /// Sends a message once the transaction is done.
  ///
  /// - Parameter limit: how many may wait before it.
  /// - Returns: false when more do: it is not sent.
  package func post(_ message: NewMessage, limit: Int = Outbox.rowLimit) throws -> Bool {
    guard try waitingMessageCount(upTo: limit) < limit else { return false }
    let sql =
      "INSERT INTO outbox (url, item, object, seal, sealName, subject, expires) VALUES (?, ?, ?, ?, ?, ?, ?)"
    try run(
      sql, addingTo: Outbox.table,
      [
        message.url, message.item, message.object, message.seal, message.sealName, message.subject,
        message.expires.ticks,
      ])
    postedMessages += 1
    return true
  }

  /// Whether such a message waits already.
  package func waits(_ message: NewMessage) throws -> Bool {
    let sql = "SELECT 1 FROM outbox WHERE subject = ? AND item = ?"
    return try Int.fetchOne(db.cachedStatement(sql: sql), arguments: [message.subject, message.item]) != nil
  }

  /// Counted once, and then kept: a transaction may post many. As long as the numbers of those that wait are close
  /// together there is nothing to count.
  private func waitingMessageCount(upTo limit: Int) throws -> Int {
    if let known = messagesBefore { return known + postedMessages }
    let sql = "SELECT coalesce(max(sequence) - min(sequence) + 1, 0) FROM outbox"
    let span = try Int.fetchOne(db.cachedStatement(sql: sql)) ?? 0
    guard span >= limit else { return span }
    let count = try Int.fetchOne(db.cachedStatement(sql: "SELECT count(*) FROM outbox")) ?? 0
    messagesBefore = count - postedMessages
    return count
  }
}

// MARK: Giving up

extension Outbox {
  static func hasMessages(_ db: Database) throws -> Bool {
    try Int.fetchOne(db.cachedStatement(sql: "SELECT 1 FROM outbox LIMIT 1")) != nil
  }

  /// Ticks of the moment at which the first message that was tried is given up; nil when there is none.
  package static func nextExpiry(_ db: Database) throws -> Int64? {
    try Int64.fetchOne(db.cachedStatement(sql: "SELECT min(expires) FROM outbox WHERE isTried = 1"))
  }
}

extension WriteTransaction {
  /// Forgets the messages whose time is over.
  ///
  /// - Returns: the subjects of those, each once, in the order of their keys.
  package func removeExpiredMessages() throws -> [Int64] {
    let sql = "SELECT DISTINCT subject FROM outbox WHERE isTried = 1 AND expires <= ? ORDER BY subject"
    let subjects = try Int64.fetchAll(db.cachedStatement(sql: sql), arguments: [moment.ticks])
    try run("DELETE FROM outbox WHERE isTried = 1 AND expires <= ?", changing: Outbox.table, [moment.ticks])
    return subjects
  }

  /// Forgets the messages about subjects that have not been taken yet.
  package func withdrawMessages(about subjects: [Int64]) throws {
    for subject in subjects {
      try run("DELETE FROM outbox WHERE subject = ?", changing: Outbox.table, [subject])
    }
  }
}
