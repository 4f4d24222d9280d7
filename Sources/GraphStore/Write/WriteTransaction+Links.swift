import GRDB

extension WriteTransaction {
  /// Adds a reference to a collection.
  ///
  /// - Throws: `StoreConflict.alreadyLinked`.
  package func link(_ link: LinkTable, source: Int64, target: Int64) throws {
    guard try !isLinked(link, source: source, target: target) else {
      throw StoreConflict.alreadyLinked(link: link.name)
    }
    try forEachRule(of: link, .willLink) { try $0.willLink(link, source: source, target: target, self) }
    try make(link)
    let sql = "INSERT INTO \(quoted(link.name)) (source, target) VALUES (?, ?)"
    try db.cachedStatement(sql: sql).execute(arguments: [source, target])
    trace?.add(TracedChange(kind: .linked, type: link.name, id: "\(source) \(target)"))
    try noteLink(link, source: source, target: target)
    try forEachRule(of: link, .didLink) { try $0.didLink(link, source: source, target: target, self) }
  }

  /// Takes a reference out of a collection.
  ///
  /// - Throws: `StoreConflict.notLinked`.
  package func unlink(_ link: LinkTable, source: Int64, target: Int64) throws {
    guard try isLinked(link, source: source, target: target) else {
      throw StoreConflict.notLinked(link: link.name)
    }
    try forEachRule(of: link, .willUnlink) { try $0.willUnlink(link, source: source, target: target, self) }
    let sql = "DELETE FROM \(quoted(link.name)) WHERE source = ? AND target = ?"
    try db.cachedStatement(sql: sql).execute(arguments: [source, target])
    trace?.add(TracedChange(kind: .unlinked, type: link.name, id: "\(source) \(target)"))
    try noteLink(link, source: source, target: target)
    try forEachRule(of: link, .didUnlink) { try $0.didUnlink(link, source: source, target: target, self) }
  }

  package func isLinked(_ link: LinkTable, source: Int64, target: Int64) throws -> Bool {
    guard try isThere(link) else { return false }
    let sql = "SELECT 1 FROM \(quoted(link.name)) WHERE source = ? AND target = ?"
    return try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [source, target]) != nil
  }

  /// Keys of the collection's members, in order of joining.
  package func targets(of link: LinkTable, source: Int64) throws -> [Int64] {
    guard try isThere(link) else { return [] }
    let sql = "SELECT target FROM \(quoted(link.name)) WHERE source = ? ORDER BY position"
    return try Int64.fetchAll(db.cachedStatement(sql: sql), arguments: [source])
  }
}
