import Foundation
import GRDB
import GraphContract
import Testing

@testable import GraphStore

/// Copies of a database that is in use.
@Suite struct StoreCopyTests {
  private let tenant: LoggedTenant
  private var path: String { tenant.store.path + ".fork" }

  init() throws { tenant = try LoggedTenant() }

  private func ids(_ db: Database) throws -> [String] {
    try String.fetchAll(db, sql: "SELECT id FROM being ORDER BY key")
  }

  private func mistakes(_ db: Database) throws -> [String] {
    try String.fetchAll(db, sql: "PRAGMA integrity_check")
  }

  private func opened() throws -> TenantStore {
    try TenantStore(
      path: path, schema: tenant.store.schema, rules: RuleBook(), extensions: [],
      identifiers: IdentifierSource(SeededGenerator(seed: 1)))
  }

  /// What is there of the making of copies.
  private var left: [String] { DatabaseFile.copyEnds.filter(has) }

  private func has(_ suffix: String) -> Bool { FileManager.default.fileExists(atPath: path + suffix) }

  @Test func aForkHasWhatIsInTheLogAloneWhileSomebodyReads() throws {
    try tenant.make("person", "a")
    _ = try tenant.store.lastingValue(.tenant) { "one" }
    _ = try tenant.store.lastingValue(.tokenKey) { "key" }
    try tenant.store.read(isConsistent: true) { reader in
      #expect(try reader.value(.tenant) == "one")
      try tenant.make("person", "b")
      try tenant.store.fork(to: path)
    }
    #expect(UnfinishedMark(of: path).isThere)
    let fork = try opened()
    #expect(fork.isUnfinished)
    try fork.adopt([.tenant: "other", .tokenKey: nil])
    try fork.finishMaking()
    #expect(!has(UnfinishedMark.end) && left == [])
    #expect(try fork.direct(ids) == ["a", "b"])
    #expect(try fork.keptValue(.tenant) == "other")
    #expect(try fork.keptValue(.tokenKey) == nil)
    #expect(try fork.direct(mistakes) == ["ok"])
    try tenant.make("person", "c")
    #expect(try tenant.store.direct(ids) == ["a", "b", "c"])
    #expect(try fork.direct(ids) == ["a", "b"])
    #expect(try tenant.store.keptValue(.tenant) == "one")
  }

  @Test(arguments: [true, false]) func aCopyIsOneFile(isInLog: Bool) throws {
    try tenant.make("person", "a")
    if !isInLog { try tenant.store.direct { _ = try $0.checkpoint(.truncate) } }
    try tenant.store.copy(to: path)
    #expect(has("") && left == [] && !has("-wal") && !has("-shm"))
    let copy = try DatabaseQueue(path: path)
    #expect(try copy.read(ids) == ["a"])
    #expect(try copy.read(mistakes) == ["ok"])
    try copy.close()
  }

  @Test func aCopyThatCannotBeMadeLeavesNothing() throws {
    try tenant.make("person", "a")
    // What is made cannot get the name of a folder.
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    let failure = StorageFailure.unreachable(path, "Is a directory")
    #expect(throws: failure) { try tenant.store.copy(to: path) }
    #expect(left == [] && !has("-wal") && !has(UnfinishedMark.end))
    #expect(throws: failure) { try tenant.store.fork(to: path) }
    // Whoever wanted the fork removes what the mark is of.
    #expect(left == [] && UnfinishedMark(of: path).isThere)
    #expect(try tenant.store.direct(ids) == ["a"])
  }

  #if os(Linux)
    private static let table = "/proc/locks"

    /// How many this process has on the database.
    private func locks() throws -> Int {
      var found = stat()
      try #require(stat(tenant.store.path, &found) == 0)
      let number = found.st_ino
      let text = String(
        decoding: try #require(FileManager.default.contents(atPath: Self.table)), as: UTF8.self)
      return text.split(separator: "\n").count { line in
        let words = line.split(separator: " ")
        return words.contains("\(getpid())") && words.contains { $0.hasSuffix(":\(number)") }
      }
    }

    /// Were a file of the database opened for a copy, its end would give them up.
    @Test(.enabled(if: FileManager.default.isReadableFile(atPath: table)))
    func sqliteKeepsItsLocks() throws {
      try tenant.make("person", "a")
      let before = try locks()
      #expect(before > 0)
      try tenant.store.copy(to: path + ".copy")
      try tenant.store.fork(to: path)
      #expect(try locks() == before)
    }
  #endif
}
