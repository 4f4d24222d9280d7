import Testing

@testable import GraphStore

/// What a tenant's database knows beside its objects.
@Suite struct EmulatorTableTests {
  @Test func anEmptiedTenantKeepsWhoseItIs() throws {
    let tenant = try LoggedTenant()
    let store = tenant.store
    try store.direct { db in
      for row in EmulatorRow.allCases { try EmulatorTable.setValue(row, "of \(row.rawValue)", db) }
    }
    try tenant.write { try store.clear($0) }
    let kept = try store.read { reader in
      try EmulatorRow.allCases.compactMap { try reader.value($0) }
    }
    withExtendedLifetime(tenant) {}
    // Its tables are made anew, as this program has them.
    #expect(kept == [StoreTemplate.version, "of model", "of tenant", "of seeds", "of tokenKey"])
  }
}
