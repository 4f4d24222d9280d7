import GRDB
import GraphStore

/// Who waits to hear of what, and when something happens to a subscription by itself.
///
/// Table `subscriptionWatch`: `subscription` (its key); `home`, the set, empty where another table says what it is about
/// (`PlaceTable`); `object`, the key of the only object, 0 for
/// all; `navigation`, the only collection, empty for all changes; `due` (ticks) and what is done then, `event`.
enum SubscriptionTable {
  static let part = TablePart([
    """
    CREATE TABLE subscriptionWatch (subscription INTEGER PRIMARY KEY, home TEXT NOT NULL, object INTEGER NOT NULL,
      navigation TEXT NOT NULL, due INTEGER NOT NULL, event TEXT NOT NULL)
    """,
    "CREATE INDEX subscriptionWatch_home ON subscriptionWatch (home, object)",
    "CREATE INDEX subscriptionWatch_due ON subscriptionWatch (due)",
  ])
  private static let table = "subscriptionWatch"

  /// What happens to a subscription by itself.
  enum Event: String {
    /// Its owner is asked to say that it still may.
    case reauthorization
    case expiry
  }

  /// A subscription that wants to hear of an object.
  struct Watcher {
    let subscription: Int64
    /// Whether it is about this object alone.
    let isOfObject: Bool
    let navigation: String?
  }

  static func isEmpty(_ db: Database) throws -> Bool {
    try Int.fetchOne(db.cachedStatement(sql: "SELECT 1 FROM subscriptionWatch LIMIT 1")) == nil
  }

  static func add(
    _ subscription: Int64, _ resource: SubscribedResource, _ next: (due: Moment, event: Event),
    _ transaction: WriteTransaction
  ) throws {
    switch resource {
    case .set(let set):
      try add(subscription, set.set, set.object ?? 0, set.navigation ?? "", next, transaction)
    case .place(let place):
      try add(subscription, "", 0, "", next, transaction)
      guard let rows = try place.rows(transaction) else { return }
      try PlaceTable.add(subscription, place, rows.table, transaction)
    }
  }

  private static func add(
    _ subscription: Int64, _ home: String, _ object: Int64, _ navigation: String,
    _ next: (due: Moment, event: Event), _ transaction: WriteTransaction
  ) throws {
    try transaction.run(
      "INSERT INTO subscriptionWatch VALUES (?, ?, ?, ?, ?, ?)", addingTo: table,
      [subscription, home, object, navigation, next.due.ticks, next.event.rawValue])
  }

  static func setNext(
    _ subscription: Int64, _ next: (due: Moment, event: Event), _ transaction: WriteTransaction
  ) throws {
    let sql = "UPDATE subscriptionWatch SET due = ?, event = ? WHERE subscription = ?"
    try transaction.run(sql, changing: table, [next.due.ticks, next.event.rawValue, subscription])
  }

  static func remove(_ subscription: Int64, _ transaction: WriteTransaction) throws {
    try transaction.run(
      "DELETE FROM subscriptionWatch WHERE subscription = ?", changing: table, [subscription])
    try PlaceTable.remove(subscription, transaction)
  }

  /// In the order of their creation.
  ///
  /// - Parameter homes: the sets that the object is in.
  static func watchers(of object: Int64, in homes: [String], _ db: Database) throws -> [Watcher] {
    let sql = """
      SELECT subscription, object, navigation FROM subscriptionWatch WHERE home = ? AND object IN (0, ?)
      """
    let statement = try db.cachedStatement(sql: sql)
    return try homes.flatMap { home in
      try Row.fetchAll(statement, arguments: [home, object]).map { row in
        let (only, navigation): (Int64, String) = (row[1], row[2])
        return Watcher(
          subscription: row[0], isOfObject: only != 0, navigation: navigation.isEmpty ? nil : navigation)
      }
    }.sorted { $0.subscription < $1.subscription }
  }

  /// The earliest moment at which something happens to one of them by itself.
  static func nextDue(_ db: Database) throws -> Int64? {
    try Int64.fetchOne(db.cachedStatement(sql: "SELECT min(due) FROM subscriptionWatch"))
  }

  /// The first of those whose moment has come.
  static func firstDue(at moment: Moment, _ db: Database) throws -> (subscription: Int64, event: Event)? {
    let sql =
      "SELECT subscription, event FROM subscriptionWatch WHERE due <= ? ORDER BY due, subscription LIMIT 1"
    let row = try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [moment.ticks])
    guard let row, let event = Event(rawValue: row[1]) else { return nil }
    return (row[0], event)
  }
}
