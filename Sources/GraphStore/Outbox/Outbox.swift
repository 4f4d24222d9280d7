package import GRDB

/// The table `outbox`: what endpoints outside are to be told, in the order of the writes that it is about.
///
/// A message is written in the transaction of its cause, so that neither can be without the other, and stays until it
/// was delivered or its time is over. Columns: `sequence`; `url`; `item`, the JSON text that is sent; `object`, the path
/// of the object whose representation is sent along, sealed for the certificate `seal`, which its owner calls
/// `sealName`; `subject`, a key that whoever
/// wrote it knows it by; `expires`, in ticks of the tenant's clock.
package enum Outbox {
  static let creationSQL = [
    """
    CREATE TABLE outbox (sequence INTEGER PRIMARY KEY, url TEXT NOT NULL, item TEXT NOT NULL, object TEXT, seal TEXT,
      sealName TEXT, subject INTEGER NOT NULL, expires INTEGER NOT NULL)
    """,
    "CREATE INDEX outbox_url ON outbox (url)",
    "CREATE INDEX outbox_expires ON outbox (expires)",
    "CREATE INDEX outbox_subject ON outbox (subject)",
  ]

  /// How many messages wait at most: an endpoint that is down for hours fills no disk.
  package static let rowLimit = 100_000

  /// A message that waits.
  package struct Message: Sendable {
    package let sequence: Int64
    package let url: String
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
  /// Below the version, `users/…`; nil: nothing is sent along.
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
  /// - Returns: false when too many wait: it is not sent.
  package func post(_ message: NewMessage) throws -> Bool {
    guard try waitingMessageCount() < Outbox.rowLimit else { return false }
    let sql =
      "INSERT INTO outbox (url, item, object, seal, sealName, subject, expires) VALUES (?, ?, ?, ?, ?, ?, ?)"
    try db.cachedStatement(sql: sql).execute(arguments: [
      message.url, message.item, message.object, message.seal, message.sealName, message.subject,
      message.expires.ticks,
    ])
    postedMessages += 1
    return true
  }

  /// Counted once, and then kept: a transaction may post many.
  private func waitingMessageCount() throws -> Int {
    if let known = messagesBefore { return known + postedMessages }
    let count = try Int.fetchOne(db.cachedStatement(sql: "SELECT count(*) FROM outbox")) ?? 0
    messagesBefore = count - postedMessages
    return count
  }
}

// MARK: Giving up

extension Outbox {
  /// Ticks of the moment at which the first message that waits is given up; nil when none waits.
  package static func nextExpiry(_ db: Database) throws -> Int64? {
    try Int64.fetchOne(db.cachedStatement(sql: "SELECT min(expires) FROM outbox"))
  }
}

extension WriteTransaction {
  /// Forgets the messages whose time is over.
  ///
  /// - Returns: the subjects of those, each once, in the order of their keys.
  package func removeExpiredMessages() throws -> [Int64] {
    let sql = "SELECT DISTINCT subject FROM outbox WHERE expires <= ? ORDER BY subject"
    let subjects = try Int64.fetchAll(db.cachedStatement(sql: sql), arguments: [moment.ticks])
    try db.cachedStatement(sql: "DELETE FROM outbox WHERE expires <= ?").execute(arguments: [moment.ticks])
    return subjects
  }

  /// Forgets the messages about a subject that have not been sent yet.
  package func withdrawMessages(about subject: Int64) throws {
    try db.cachedStatement(sql: "DELETE FROM outbox WHERE subject = ?").execute(arguments: [subject])
  }
}
