import Dispatch
import EntityModel
import Foundation
import GRDB
import Locks
import OData
import Testing

@testable import GraphStore

/// Copies of a tenant, and threads that use it, while a table of it comes into being.
@Suite struct FirstWriteTests {
  private let tenant: LoggedTenant
  private let folder = FileManager.default.temporaryDirectory.appending(path: "first-\(UUID().uuidString)")

  init() throws {
    tenant = try LoggedTenant()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func open(_ path: String) throws -> TenantStore {
    try TenantStore(
      path: path, schema: tenant.store.schema, rules: RuleBook(), extensions: [],
      identifiers: IdentifierSource(SeededGenerator(seed: 2)))
  }

  private static func ids(_ store: TenantStore) throws -> [String] {
    let plan = ReadPlan(
      identifier: 1, sql: "SELECT t.type, t.id, t.properties, t.key FROM being t ORDER BY t.key",
      projection: Projection(identifier: 0, extras: [], types: [:], nested: []))
    return try store.read { try $0.locateAll(plan, ReadValues(limit: 1000)).map(\.id) }
  }

  private static func add(_ id: String, to store: TenantStore) throws {
    let type = try #require(store.schema.model.type("test.person"))
    try store.write(moment: LoggedTenant.start) { transaction, _ in
      var new = NewEntity(draft: Draft(type: type, id: id), type: type, owner: nil)
      new.id = id
      _ = try transaction.insert(new)
    } answer: { _, _ in
    }
  }

  private static func clear(_ store: TenantStore) throws {
    try store.write(moment: LoggedTenant.start) { transaction, _ in
      try store.clear(transaction)
    } answer: { _, _ in
    }
  }

  private func ids(_ store: TenantStore) throws -> [String] { try Self.ids(store) }

  private func add(_ id: String, to store: TenantStore) throws { try Self.add(id, to: store) }

  @Test func aForkOfATenantWithoutTheTableHasOneOfItsOwn() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "fork.sqlite").path
    try tenant.store.fork(to: path)
    let fork = try open(path)
    try fork.adopt([:])
    #expect(try ids(fork) == [])
    try add("theirs", to: fork)
    #expect(try (ids(tenant.store), ids(fork)) == ([], ["theirs"]))
    try add("ours", to: tenant.store)
    #expect(try (ids(tenant.store), ids(fork)) == (["ours"], ["theirs"]))
  }

  @Test func aSavedStateFromBeforeTheTableIsGoneBackTo() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "copy.sqlite").path
    try tenant.store.copy(to: path)
    try add("a", to: tenant.store)
    let before = try tenant.sequences()
    #expect(try ids(tenant.store) == ["a"])
    try tenant.store.restore(from: path) { _ in }
    #expect(try ids(tenant.store) == [])
    #expect(try tenant.write { try $0.entity(id: "a", in: $0.table("test.person")) } == nil)
    try add("b", to: tenant.store)
    #expect(try ids(tenant.store) == ["b"])
    // Whoever knows the changes of before learns that they are undone.
    let after = try tenant.sequences()
    #expect(try #require(after.last) > #require(before.last))
    #expect(try tenant.store.direct { try String.fetchAll($0, sql: "PRAGMA integrity_check") } == ["ok"])
  }

  @Test func aSavedStateFromAfterTheTableIsGoneBackTo() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "copy.sqlite").path
    try add("a", to: tenant.store)
    try tenant.store.copy(to: path)
    try tenant.write { try tenant.store.clear($0) }
    #expect(try ids(tenant.store) == [])
    try tenant.store.restore(from: path) { _ in }
    #expect(try ids(tenant.store) == ["a"])
    try add("b", to: tenant.store)
    #expect(try ids(tenant.store) == ["a", "b"])
  }

  /// Both find no table; the second has to see that of the first.
  @Test func twoThreadsWriteFirst() throws {
    let errors = Lock<[String]>([])
    let store = tenant.store
    DispatchQueue.concurrentPerform(iterations: 8) { number in
      do { try Self.add("p\(number)", to: store) } catch { errors.withLock { $0.append("\(error)") } }
    }
    #expect(errors.withLock { $0 } == [])
    #expect(try ids(tenant.store).sorted() == (0..<8).map { "p\($0)" })
  }

  /// A reader sees nothing or rows, and never that there is no table.
  @Test func threadsReadWhileTablesAndIndexesComeAndGo() throws {
    let errors = Lock<[String]>([])
    let store = tenant.store
    DispatchQueue.concurrentPerform(iterations: 4) { number in
      for round in 0..<30 {
        do {
          if number > 0 {
            _ = try Self.ids(store)
          } else if round % 10 == 9 {
            try Self.clear(store)
          } else {
            for place in 0..<3 { try Self.add("r\(round)-\(place)", to: store) }
          }
        } catch { errors.withLock { $0.append("\(error)") } }
      }
    }
    #expect(errors.withLock { $0 } == [])
  }

  /// A table that is not there has no rows with a reference: nothing is run for it.
  @Test func aDeletionRunsNothingForTablesThatAreNotThere() throws {
    let without = try statementsOfADeletion("a")
    try tenant.write { try $0.make($0.linkTable("team_members")) }
    let with = try statementsOfADeletion("b")
    #expect(!without.contains { $0.contains("team_members") })
    #expect(with.contains { $0.hasPrefix("DELETE FROM \"team_members\"") })
    #expect(with.count { !$0.contains("team_members") } == without.count)
  }

  private func statementsOfADeletion(_ id: String) throws -> [String] {
    try add(id, to: tenant.store)
    return try tenant.write { transaction in
      let person = try #require(try transaction.entity(id: id, in: transaction.table("test.person")))
      let statements = Lock<[String]>([])
      transaction.db.trace { event in statements.withLock { $0.append("\(event)") } }
      defer { transaction.db.trace(nil) }
      try transaction.delete(person)
      return statements.withLock { $0 }
    }
  }
}
