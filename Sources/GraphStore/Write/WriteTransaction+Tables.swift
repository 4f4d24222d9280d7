import GRDB

// Tables are made by the transaction that first writes to them, and go with it when it is undone.
extension WriteTransaction {
  /// Whether the table is there; one that is not has no rows.
  package func isThere(_ table: EntityTable) throws -> Bool { try isThere(table.name) }

  package func isThere(_ link: LinkTable) throws -> Bool { try isThere(link.name) }

  /// Views are always there.
  func isThere(_ name: String) throws -> Bool {
    try !schema.late.has(name) || tables.contains(name)
  }

  /// Makes the table if it is not there yet: rules that write to it by SQL of their own have to.
  package func make(_ table: EntityTable) throws { try make(table.name) }

  package func make(_ link: LinkTable) throws { try make(link.name) }

  private func make(_ name: String) throws {
    guard try !tables.contains(name), let statements = schema.late.creationSQL(name) else { return }
    for sql in statements { try db.execute(sql: sql) }
    knownTables?.insert(name)
  }

  /// Names of those that there are.
  private var tables: Set<String> {
    get throws {
      if let knownTables { return knownTables }
      let names = try tenant.tables.names(db)
      knownTables = names
      return names
    }
  }
}
