import GRDB
import GraphEmulatorKit
import GraphStore
import Tenants
import TestSupport
import Testing

/// What a tenant takes that nobody has written to: tables are made when something is written to them.
@Suite struct EmptyTenantTests {
  /// Bytes of the database of a tenant without a seed.
  private func size(_ emulator: TestEmulator) throws -> Int {
    let name = try TenantName("empty")
    try emulator.core.tenants.create(name, seeds: [])
    let store = try #require(emulator.core.tenants.tenant(name)).store
    return try store.direct { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      return try pages * (Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0)
    }
  }

  @Test func isSmall() throws {
    let size = try size(TestEmulator())
    #expect((1...600_000).contains(size), "\(size)")
  }

  /// What comes with further metadata takes nothing.
  @Test func isNoLargerWithPublishedMetadata() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("garden.xml", String(decoding: ForeignModel.bytes, as: UTF8.self))
    let extended = try TestEmulator { $0.metadata = [MetadataFile(version: .v1, path: path)] }
    let size = try size(extended)
    #expect((1...600_000).contains(size), "\(size)")
  }
}
