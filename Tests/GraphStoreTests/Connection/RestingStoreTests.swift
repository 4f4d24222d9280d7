import Foundation
import GRDB
import GraphContract
import Testing

@testable import GraphStore

/// Stores that have no file open until somebody needs them again.
@Suite struct RestingStoreTests {
  private static func ids(_ tenant: LoggedTenant) throws -> [String] {
    var ids: [String] = []
    try tenant.store.read { reader in
      let plan = try ChangePlan(identifier: 1, types: ["test.person"])
      try reader.forEachChange(plan, after: 0, at: ReadValues()) {
        change in
        ids.append(change.id)
        return true
      }
    }
    return ids
  }

  #if os(Linux)
    /// Of the tenant's, which this process has open.
    private static func files(_ tenant: LoggedTenant) throws -> [String] {
      let numbers = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
      return numbers.compactMap { number in
        try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + number)
      }.filter { $0.hasPrefix(tenant.store.path) }
    }

    @Test func restsWithoutFiles() throws {
      let tenant = try LoggedTenant()
      try tenant.make("person", "a")
      #expect(try Self.ids(tenant) == ["a"])
      #expect(try Self.files(tenant).isEmpty == false)
      tenant.store.rest()
      #expect(try Self.files(tenant) == [])
      #expect(try Self.ids(tenant) == ["a"])
      tenant.store.rest()
      #expect(try Self.files(tenant) == [])
    }
  #endif

  @Test func isUsedAsBeforeAfterARest() throws {
    let tenant = try LoggedTenant()
    for id in ["a", "b", "c"] {
      try tenant.make("person", id)
      tenant.store.rest()
      #expect(!tenant.store.writer.isOpen)
      #expect(tenant.store.storageFailure == nil)
    }
    #expect(try Self.ids(tenant) == ["a", "b", "c"])
    tenant.store.rest()
    try tenant.make("person", "d")
    #expect(try Self.ids(tenant) == ["a", "b", "c", "d"])
    #expect(tenant.store.storageFailure == nil)
  }

  @Test func makesNoDatabaseInPlaceOfOneThatWasRemoved() throws {
    let tenant = try LoggedTenant()
    try tenant.make("person", "a")
    tenant.store.rest()
    try FileManager.default.removeItem(atPath: tenant.store.path)
    let moved = StorageFailure.moved(tenant.store.path)
    #expect(throws: moved) { try Self.ids(tenant) }
    #expect(throws: moved) { try tenant.make("person", "b") }
    #expect(!FileManager.default.fileExists(atPath: tenant.store.path))
  }

  /// The tenant of the copy was as this one is now.
  @Test(arguments: [true, false]) func anotherFileInItsPlaceIsNotUsed(isReadFirst: Bool) throws {
    let tenant = try LoggedTenant()
    try tenant.make("person", "a")
    let (path, copy) = (tenant.store.path, tenant.store.path + ".copy")
    try tenant.store.copy(to: copy)
    tenant.store.rest()
    try FileManager.default.moveItem(atPath: path, toPath: path + ".own")
    try FileManager.default.moveItem(atPath: copy, toPath: path)
    let moved = StorageFailure.moved(path)
    #expect(tenant.store.storageFailure == moved)
    if isReadFirst { #expect(throws: moved) { try Self.ids(tenant) } }
    #expect(throws: moved) { try tenant.make("person", "b") }
    #expect(throws: moved) { try Self.ids(tenant) }
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.moveItem(atPath: path + ".own", toPath: path)
    #expect(try Self.ids(tenant) == ["a"])
    try tenant.make("person", "b")
    #expect(try Self.ids(tenant) == ["a", "b"])
    #expect(tenant.store.storageFailure == nil)
  }

  /// Keys go on after those that others have given, and settings are those that are there.
  @Test(arguments: [true, false]) func whatOthersHaveWrittenIsTakenOver(isReadFirst: Bool) throws {
    let tenant = try LoggedTenant()
    let key = try tenant.make("person", "a").key
    let (writes, organization) = (tenant.store.writeCount, tenant.store.organizationNumber)
    tenant.store.rest()
    tenant.store.rest()
    let shell = try DatabaseQueue(path: tenant.store.path)
    try shell.writeWithoutTransaction { db in
      try EmulatorTable.setValue(.settings, #"{"randomSeed":7}"#, db)
      try EmulatorTable.setValue(.lastKey, "\(key + 40)", db)
      // A file of the same size may have the same time, where clocks are coarse.
      try db.execute(sql: "CREATE TABLE note (text); INSERT INTO note VALUES (zeroblob(100000))")
    }
    try shell.close()
    if isReadFirst {
      #expect(try Self.ids(tenant) == ["a"])
      tenant.store.rest()
    }
    #expect(try tenant.make("person", "b").key == key + 41)
    #expect(tenant.store.settings.engine.randomSeed == 7)
    #expect(tenant.store.state.identifiers.course?.seed == 7)
    #expect(tenant.store.writeCount == writes + 2)
    #expect(tenant.store.organizationNumber == organization + 1)
    tenant.store.rest()
    #expect(try tenant.make("person", "c").key == key + 42)
    #expect(tenant.store.writeCount == writes + 3)
  }

  /// Whoever reads keeps files open, and the store among those that have some.
  @Test func countsAsLongAsSomebodyReads() throws {
    let open = OpenStores()
    let tenant = try LoggedTenant(open: open)
    try tenant.store.read { _ in
      tenant.store.rest()
      #expect(!tenant.store.writer.isOpen)
      #expect(open.count == 1)
    }
    tenant.store.rest()
    #expect(open.count == 0)
    try tenant.make("person", "a")
    #expect(open.count == 1)
  }

  @Test("a store that has closed its files is counted once, and one that is gone too") func countsClosings()
    throws
  {
    let open = OpenStores()
    let tenant = try LoggedTenant(open: open)
    #expect(open.closings == 0)
    tenant.store.rest()
    tenant.store.rest()
    #expect(open.closings == 1)
    try tenant.make("person", "a")
    #expect(open.closings == 1)
    try { _ = try LoggedTenant(open: open) }()
    #expect(open.closings == 2)
  }

  @Test func doesNotRestWhileSomebodyWrites() throws {
    let tenant = try LoggedTenant()
    try tenant.write { transaction in
      tenant.store.rest()
      try tenant.insert("person", "a", transaction)
    }
    #expect(tenant.store.writer.isOpen)
    #expect(try Self.ids(tenant) == ["a"])
  }

  @Test func restsWhileSomebodyReads() throws {
    let tenant = try LoggedTenant()
    try tenant.make("person", "a")
    try tenant.store.read(isConsistent: true) { _ in
      tenant.store.rest()
      try tenant.make("person", "b")
      tenant.store.rest()
      #expect(try Self.ids(tenant) == ["a", "b"])
    }
    #expect(try Self.ids(tenant) == ["a", "b"])
    #expect(tenant.store.storageFailure == nil)
  }

  @Test func thoseThatWereNotUsedForLongestRestWhereThereAreTooMany() throws {
    let open = OpenStores { 2 }
    let tenants = try (0..<4).map { _ in try LoggedTenant(open: open) }
    func awake() -> [Bool] { tenants.map { $0.store.writer.isOpen } }
    #expect(awake() == [false, false, true, true])
    try tenants[0].make("person", "a")
    #expect(awake() == [true, false, false, true])
    _ = try Self.ids(tenants[3])
    try tenants[1].make("person", "b")
    #expect(awake() == [false, true, false, true])
    #expect(open.count == 2)
    for (tenant, ids) in zip(tenants, [["a"], ["b"], [], []]) {
      #expect(try Self.ids(tenant) == ids)
    }
    #expect(open.count == 2)
  }

  /// Whoever is in use has files open whatever is closed of it, so that others have to rest.
  @Test func whoeverIsInUseIsPassedOver() throws {
    let open = OpenStores { 2 }
    let tenants = try (0..<3).map { _ in try LoggedTenant(open: open) }
    try tenants[1].store.read { _ in
      try tenants[2].make("person", "a")
      try tenants[0].make("person", "b")
      #expect(tenants.map { $0.store.writer.isOpen } == [true, false, false])
      #expect(tenants.map { $0.store.readers.count } == [0, 1, 0])
      #expect(open.count == 2)
    }
  }

  @Test func aTrialLetsNobodyRest() throws {
    let open = OpenStores { 1 }
    let tenants = try (0..<2).map { _ in try LoggedTenant(open: open) }
    func awake() -> [Bool] { tenants.map { $0.store.connections.areOpen } }
    #expect(awake() == [false, true])
    #expect(throws: TrialEnd.self) { try tenants[0].store.read(limit: .trial) { _ in } }
    #expect(awake() == [false, true])
    #expect(try Self.ids(tenants[0]) == [])
    #expect(awake() == [true, false])
    try tenants[0].store.read(limit: .trial) { _ in }
    #expect(awake() == [true, false])
    #expect(open.count == 1)
  }

  @Test func whatIsGoneDoesNotCount() throws {
    let open = OpenStores { 2 }
    let stays = try LoggedTenant(open: open)
    for _ in 0..<5 { _ = try LoggedTenant(open: open) }
    #expect(open.count == 1)
    #expect(stays.store.writer.isOpen)
  }
}
