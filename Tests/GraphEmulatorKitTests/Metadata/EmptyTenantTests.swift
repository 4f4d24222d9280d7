import GRDB
import GraphEmulatorKit
import GraphStore
import Tenants
import TestSupport
import Testing

/// What a tenant takes that nobody has written to: tables are made when something is written to them.
@Suite struct EmptyTenantTests {
  private func store(_ emulator: TestEmulator) throws -> TenantStore {
    let name = try TenantName("empty")
    try emulator.core.tenants.create(name, seeds: [])
    return try #require(emulator.core.tenants.tenant(name)).store
  }

  /// Bytes of the database of a tenant without a seed.
  private func size(_ emulator: TestEmulator) throws -> Int {
    try store(emulator).direct { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      return try pages * (Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0)
    }
  }

  @Test func isSmall() throws {
    let size = try size(TestEmulator())
    #expect((1...100_000).contains(size), "\(size)")
  }

  /// What comes with further metadata takes nothing.
  @Test func isNoLargerWithPublishedMetadata() throws {
    let extended = try PublishedTenant(document: ForeignModel.bytes)
    let size = try size(extended.emulator)
    #expect((1...100_000).contains(size), "\(size)")
  }

  /// What every tenant has rows in; anything else is a table that somebody has to want first.
  @Test func hasTheTablesThatItHasRowsIn() throws {
    let found = try store(TestEmulator()).direct { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name
          """)
    }
    #expect(found == ["accessPackageCatalog", "change", "directoryObject", "emulator", "roleScopeTag"])
  }
}
