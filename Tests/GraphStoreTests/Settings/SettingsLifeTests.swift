import JSON
import Testing

@testable import GraphStore

/// From when on settings count, and for whom.
@Suite struct SettingsLifeTests {
  private struct Undone: Error {}

  @Test func countWithinTheirTransactionAndForAllAfterIt() throws {
    let tenant = try LoggedTenant()
    let other = tenant.store
    try tenant.write { transaction in
      try transaction.change(settings: ["pageSize": .number(3)])
      #expect(transaction.settings.engine.pageSize == 3)
      #expect(other.settings.engine.pageSize == nil)
      #expect(try other.read { $0.settings.engine.pageSize } == nil)
    }
    #expect(tenant.store.settings.engine.pageSize == 3)
    #expect(try tenant.store.read { $0.settings.engine.pageSize } == 3)
  }

  @Test func theAnswerOfTheirTransactionSeesThem() throws {
    let tenant = try LoggedTenant()
    let seen = try tenant.store.write(moment: LoggedTenant.start) { transaction, reader in
      try transaction.change(settings: ["strict": .bool(true)])
      return reader.settings.engine.isStrict
    } answer: { before, reader in
      [before, reader.settings.engine.isStrict]
    }
    #expect(seen == [false, true])
  }

  @Test func whatIsUndoneTakesThemBack() throws {
    let tenant = try LoggedTenant()
    try tenant.write { try $0.change(settings: ["pageSize": .number(3)]) }
    #expect(throws: Undone.self) {
      try tenant.write { transaction in
        try transaction.change(settings: ["pageSize": .number(4)])
        throw Undone()
      }
    }
    #expect(tenant.store.settings.engine.pageSize == 3)
    #expect(try tenant.write { $0.settings.engine.pageSize } == 3)
  }

  @Test func areThereAgainWhenTheStoreIsOpened() throws {
    let tenant = try LoggedTenant()
    try tenant.write { try $0.change(settings: ["pageSize": .number(3), "strict": .bool(true)]) }
    try tenant.write { try $0.change(settings: ["strict": .null]) }
    try tenant.reopen()
    #expect(tenant.store.settings.values == ["pageSize": .number(3)])
    #expect(tenant.store.settings.engine.pageSize == 3)
    try tenant.write { try $0.resetSettings() }
    try tenant.reopen()
    #expect(tenant.store.settings.values == [:])
  }
}
