import GRDB

// Tables that came with further metadata are made by the transaction that first writes to them, and go with it when it is
// undone.
extension WriteTransaction {
  /// Whether the table is there; one that is not has no rows.
  package func isThere(_ table: EntityTable) throws -> Bool {
    try !table.isLate || lateTables.contains(table.name)
  }

  package func isThere(_ link: LinkTable) throws -> Bool {
    try !link.isLate || lateTables.contains(link.name)
  }

  func isThere(_ name: String) throws -> Bool {
    try !schema.late.has(name) || lateTables.contains(name)
  }

  func make(_ table: EntityTable) throws {
    if table.isLate { try make(table.name) }
  }

  func make(_ link: LinkTable) throws {
    if link.isLate { try make(link.name) }
  }

  private func make(_ name: String) throws {
    guard try !lateTables.contains(name), let statements = schema.late.creationSQL(name) else { return }
    for sql in statements { try db.execute(sql: sql) }
    knownLateTables?.insert(name)
  }

  /// Names of those that there are.
  var lateTables: Set<String> {
    get throws {
      if let knownLateTables { return knownLateTables }
      let names = try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
      let found = Set(names.filter(schema.late.has))
      knownLateTables = found
      return found
    }
  }
}
