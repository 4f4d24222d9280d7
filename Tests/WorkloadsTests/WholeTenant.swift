import GRDB
import Workloads

@testable import GraphStore

extension WriteTransaction {
  /// Makes all tables of our own with all their indexes, and what rules have beside them, as a tenant has it that was filled.
  func makeAll() throws {
    for table in schema.tables where !table.isView && !table.isLate {
      try make(table)
      for sql in tenant.making.growthSQL(of: table) { try db.execute(sql: sql) }
    }
    for link in schema.links where !link.isLate { try make(link) }
    for part in testWorkloads.all.flatMap(\.parts) {
      for table in part.tables { try make(table.name) }
    }
  }
}
