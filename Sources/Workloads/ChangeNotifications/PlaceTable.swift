import GRDB
import GraphStore

/// Which subscriptions are about collections that hang off objects.
///
/// Table `subscriptionPlace`: `subscription` (its key); `objects`, the name of the table of what is told of; what
/// `SubscribedPlace` has: `owner`, `navigation`, `parent`, `below`, `object` (0 for all), `path` and `quotesIds`.
enum PlaceTable {
  static let part = TablePart([
    """
    CREATE TABLE subscriptionPlace (subscription INTEGER PRIMARY KEY, objects TEXT NOT NULL, owner TEXT NOT NULL,
      navigation TEXT NOT NULL, parent INTEGER, below TEXT, object INTEGER NOT NULL, path TEXT NOT NULL,
      quotesIds INTEGER NOT NULL)
    """,
    "CREATE INDEX subscriptionPlace_objects ON subscriptionPlace (objects)",
  ])
  private static let table = "subscriptionPlace"

  /// - Parameter objects: name of the table of what is told of.
  static func add(
    _ subscription: Int64, _ place: SubscribedPlace, _ objects: String, _ transaction: WriteTransaction
  ) throws {
    try transaction.run(
      "INSERT INTO subscriptionPlace VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", addingTo: table,
      [
        subscription, objects, place.owner, place.navigation, place.parent, place.below, place.object ?? 0,
        place.path.kept, place.quotesIds,
      ])
  }

  static func remove(_ subscription: Int64, _ transaction: WriteTransaction) throws {
    try transaction.run(
      "DELETE FROM subscriptionPlace WHERE subscription = ?", changing: table, [subscription])
  }

  /// Those that may be about objects of a table, in the order of their creation.
  static func all(
    _ objects: String, _ db: Database
  ) throws -> [(subscription: Int64, place: SubscribedPlace)] {
    let sql = """
      SELECT subscription, owner, navigation, parent, below, object, path, quotesIds FROM subscriptionPlace
      WHERE objects = ? ORDER BY subscription
      """
    return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [objects]).map { row in
      let object: Int64 = row[5]
      let place = SubscribedPlace(
        owner: row[1], navigation: row[2], parent: row[3], below: row[4], object: object == 0 ? nil : object,
        path: ObjectPath(kept: row[6]), quotesIds: row[7])
      return (row[0], place)
    }
  }
}
