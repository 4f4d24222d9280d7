import GRDB

extension WriteTransaction {
  /// Adds a reference to a collection.
  ///
  /// - Throws: `StoreConflict.alreadyLinked`.
  package func link(_ link: LinkTable, source: Int64, target: Int64) throws {
    guard try !isLinked(link, source: source, target: target) else {
      throw StoreConflict.alreadyLinked(link: link.name)
    }
    for rule in rules.rules(for: link) { try rule.willLink(link, source: source, target: target, self) }
    let sql = "INSERT INTO \(quoted(link.name)) (source, target) VALUES (?, ?)"
    try db.cachedStatement(sql: sql).execute(arguments: [source, target])
    try noteLink(link, source: source, target: target)
    for rule in rules.rules(for: link) { try rule.didLink(link, source: source, target: target, self) }
  }

  /// Takes a reference out of a collection.
  ///
  /// - Throws: `StoreConflict.notLinked`.
  package func unlink(_ link: LinkTable, source: Int64, target: Int64) throws {
    guard try isLinked(link, source: source, target: target) else {
      throw StoreConflict.notLinked(link: link.name)
    }
    for rule in rules.rules(for: link) { try rule.willUnlink(link, source: source, target: target, self) }
    let sql = "DELETE FROM \(quoted(link.name)) WHERE source = ? AND target = ?"
    try db.cachedStatement(sql: sql).execute(arguments: [source, target])
    try noteLink(link, source: source, target: target)
    for rule in rules.rules(for: link) { try rule.didUnlink(link, source: source, target: target, self) }
  }

  package func isLinked(_ link: LinkTable, source: Int64, target: Int64) throws -> Bool {
    let sql = "SELECT 1 FROM \(quoted(link.name)) WHERE source = ? AND target = ?"
    return try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [source, target]) != nil
  }

  /// Keys of the collection's members, in order of joining.
  package func targets(of link: LinkTable, source: Int64) throws -> [Int64] {
    let sql = "SELECT target FROM \(quoted(link.name)) WHERE source = ? ORDER BY position"
    return try Int64.fetchAll(db.cachedStatement(sql: sql), arguments: [source])
  }
}
