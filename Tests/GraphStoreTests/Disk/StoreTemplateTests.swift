import EntityModel
import Foundation
import GRDB
import Locks
import Testing

@testable import GraphStore

/// What a new database begins as.
@Suite struct StoreTemplateTests {
  /// How often something was done.
  ///
  /// A class because who does it and who looks share it.
  private final class Counter: Sendable {
    private let number = Lock(0)

    var value: Int { number.withLock { $0 } }

    func count() { number.withLock { $0 += 1 } }
  }

  private let folder = FileManager.default.temporaryDirectory.appending(path: "template-\(UUID().uuidString)")

  private func store(_ name: String, _ part: StoreExtension, _ template: StoreTemplate? = nil) throws
    -> TenantStore
  {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let model = try EntityModel.read(Array(LoggedTenant.document(tracking: "members").utf8))
    return try TenantStore(
      path: folder.appending(path: name).path, schema: StoreSchema(model: model), rules: RuleBook(),
      extensions: [part], template: template, identifiers: IdentifierSource(SeededGenerator(seed: 1)))
  }

  /// Functions are installed where it is made, and on each connection.
  @Test func isMadeOnce() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let counter = Counter()
    let table = "t" + UUID().uuidString.replacing("-", with: "")
    let part = StoreExtension(creationSQL: ["CREATE TABLE \(table) (a)"]) { _ in counter.count() }
    let first = try store("1.sqlite", part)
    #expect(counter.value == 2)
    let template = StoreTemplate(first.schema, [part])
    _ = try store("2.sqlite", part, template)
    #expect(counter.value == 3)
    _ = try store("3.sqlite", part, template)
    #expect(counter.value == 4)
    let found = try first.direct { db in
      try [
        "SELECT name FROM sqlite_master WHERE name = '\(table)'", "PRAGMA journal_mode",
        "PRAGMA integrity_check", "SELECT value FROM emulator WHERE name = 'schema'",
      ].map { try String.fetchOne(db, sql: $0) }
    }
    #expect(found == [table, "wal", "ok", StoreTemplate.version])
    #expect(first.isNew && first.isUnfinished)
  }

  /// What is emptied has the same tables as what is new.
  @Test func isWhatIsLeftOfAnEmptiedOne() throws {
    let tenant = try LoggedTenant()
    func schema() throws -> Set<[String]> {
      let sql = "SELECT type, name, coalesce(sql, '') FROM sqlite_master"
      return try tenant.store.direct { db in
        Set(try Row.fetchAll(db, sql: sql).map { [$0[0], $0[1], $0[2]] })
      }
    }
    let new = try schema()
    #expect(new.count >= 10)
    try tenant.make("person", "a")
    try tenant.write { try tenant.store.clear($0) }
    #expect(try schema() == new)
  }

  @Test func whatAnotherDatabaseHasLeftIsNoPartOfIt() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let log = folder.appending(path: "1.sqlite-wal")
    try Foundation.Data(repeating: 7, count: 9000).write(to: log)
    let store = try store("1.sqlite", StoreExtension())
    #expect(try store.keptValue(.schema) == StoreTemplate.version)
    let mistakes = try store.direct { db in try String.fetchAll(db, sql: "PRAGMA integrity_check") }
    #expect(mistakes == ["ok"])
  }
}
