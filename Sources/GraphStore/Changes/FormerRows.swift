/// The table `former`: what places asked of rows that left them, or went, by the change that says so.
///
/// A set has all objects of its type, so that whatever is not there any more was in it. A collection that hangs off an
/// object has those with an owner, or whose properties name it (`RowSource.conditions`), and of a row that is gone or
/// elsewhere nothing else says where it was. Columns: `sequence` of the change; `key`, `id`, `type`, `owner`, `place` and
/// `deleted` as in the row's own table; `properties`, those of the row that places ask for.
enum FormerRows {
  static let name = "former"

  static let part = TablePart([
    """
    CREATE TABLE former (sequence INTEGER PRIMARY KEY, key INTEGER NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL,
      owner INTEGER, place TEXT, deleted TEXT, properties TEXT NOT NULL)
    """
  ])

  static let insertionSQL =
    "INSERT INTO former (sequence, key, id, type, owner, place, properties) VALUES (?, ?, ?, ?, ?, ?, ?)"

  /// With the changes that are forgotten.
  static let pruningSQL = "DELETE FROM former WHERE sequence < (SELECT min(sequence) FROM change)"
}
