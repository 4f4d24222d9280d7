import GRDB

@testable import GraphStore

extension WriteTransaction {
  /// Makes all tables of our own with all their indexes, as a tenant has them that was filled.
  func makeAll() throws {
    for table in schema.tables where !table.isView && !table.isLate {
      try make(table)
      for sql in tenant.making.growthSQL(of: table) { try db.execute(sql: sql) }
    }
    for link in schema.links where !link.isLate { try make(link) }
  }
}
