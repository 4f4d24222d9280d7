/// Keys of objects that are there without a row (`NamedRows`): below zero, and made of their owner's key and of the place of
/// their name in the table's list, so that both can be told from them.
extension EntityTable {
  private static let namesAtMost: Int64 = 1024

  /// - Parameters:
  ///   - number: SQL for how many names are left in the list, so that the first has the least key.
  ///   - owner: SQL for the key of the owner, null for one that has no row; nil where nobody owns them.
  static func namedKeySQL(_ number: SQLText, owner: SQLText?) -> SQLText {
    owner.map { "-(coalesce(\($0), 0) * \(namesAtMost) + \(number))" } ?? "-\(number)"
  }

  /// That of the object with a name; nil where the list has no such name.
  func namedKey(_ name: String, owner: Int64?) -> Int64? {
    named.contains(name) ? -((owner ?? 0) * Self.namesAtMost + Int64(number(ofName: name))) : nil
  }

  /// How many names are left in the list.
  func number(ofName name: String) -> Int { named.count - (named.firstIndex(of: name) ?? 0) }

  /// SQL for the id of the object with a key, also of one without a row.
  func identifierSQL(ofKey key: SQLText) -> SQLText {
    let stored = "(SELECT id FROM \(quoted(name)) WHERE key = \(key))"
    guard !named.isEmpty else { return stored }
    let cases = named.map { "WHEN \(number(ofName: $0)) THEN \(literal($0))" }.joined(separator: " ")
    return "coalesce(\(stored), CASE -(\(key)) % \(Self.namesAtMost) \(cases) END)"
  }

  /// That a column has the key of what owns an object, or one above it in this table.
  func isOwnerSQL(_ column: SQLText, ofKey key: SQLText) -> SQLText {
    """
    \(column) IN (WITH RECURSIVE above(key) AS (
    SELECT owner FROM \(quoted(name)) WHERE key = \(key) UNION SELECT -(\(key)) / \(Self.namesAtMost) WHERE \(key) < 0
    UNION SELECT r.owner FROM above CROSS JOIN \(quoted(name)) r ON r.key = above.key) SELECT key FROM above)
    """
  }
}
