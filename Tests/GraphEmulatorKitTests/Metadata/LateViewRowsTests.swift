import Foundation
import GRDB
import GraphEmulatorKit
import GraphStore
import JSON
import Tenants
import Testing
import Workloads

/// Views that are made with the first row of a table, in a tenant that has rows of everything.
@Suite struct LateViewRowsTests {
  /// What comes with allotments, and goes before them.
  private static let together = ["holder", "assignment", "waitingMember", "assignmentError"]

  /// Were there rows before that, nobody would see them.
  @Test func noneHasRowsWithoutItsTables() throws {
    let emulator = try TestEmulator()
    try emulator.load(String(contentsOf: TestEmulator.contosoFile, encoding: .utf8))
    let store = try #require(emulator.core.tenants.mainTenant).store
    let late = WorkloadList.all(products: ProductCatalog([])).all.flatMap(\.views).filter {
      !$0.sources.isEmpty
    }
    let filled = try store.direct { db in
      try late.filter { view in
        let before = try hasRows(view.name, db)
        try db.inTransaction {
          for table in Self.together + view.sources where try isTable(table, db) {
            try db.execute(sql: "DELETE FROM \"\(table)\"")
          }
          #expect(try !hasRows(view.name, db), "\(view.name)")
          return .rollback
        }
        return before
      }
    }
    #expect(filled.count > 20, "\(filled.map(\.name))")
  }

  private func hasRows(_ view: String, _ db: Database) throws -> Bool {
    try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM \"\(view)\")") == true
  }

  private func isTable(_ name: String, _ db: Database) throws -> Bool {
    let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?)"
    return try Bool.fetchOne(db, sql: sql, arguments: [name]) == true
  }
}
