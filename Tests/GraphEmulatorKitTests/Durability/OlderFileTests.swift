import Foundation
import GRDB
import GraphEmulatorKit
import GraphStore
import Tenants
import Testing

/// A data folder of a program from before tables came with their first write: `Tests/OlderFiles/schema-9.sql` is what
/// `.dump` said of a tenant of its.
@Suite struct OlderFileTests {
  private static let dump = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "OlderFiles/schema-9.sql")

  private let folder: TemporaryFolder
  private var path: String { folder.path + "/default.sqlite" }

  init() throws {
    folder = try TemporaryFolder()
    chmod(folder.path, 0o700)
    try change { db in try db.execute(sql: String(contentsOf: Self.dump, encoding: .utf8)) }
  }

  /// Of a program that knows nothing of this one.
  @discardableResult private func change<Result>(_ body: (Database) throws -> Result) throws -> Result {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }  // It goes with the queue otherwise.
    return try queue.writeWithoutTransaction(body)
  }

  /// How many tables, indexes, triggers and views there are, what the file is said to be, and what is wrong with it.
  private struct Contents: Equatable {
    let version: String?
    let counts: [String: Int]
    let mistakes: [String]
  }

  private func contents() throws -> Contents {
    try change { db in
      let rows = try Row.fetchAll(db, sql: "SELECT type, count(*) FROM sqlite_master GROUP BY type")
      return Contents(
        version: try String.fetchOne(db, sql: "SELECT value FROM emulator WHERE name = 'schema'"),
        counts: Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) }),
        mistakes: try String.fetchAll(db, sql: "PRAGMA integrity_check"))
    }
  }

  private func emulator() throws -> TestEmulator { try TestEmulator { $0.dataDirectory = folder.path } }

  private static let adele = "10000000-0000-4000-8000-000000000001"

  private static let paths = [
    "/users?$select=id,displayName,userPrincipalName&$orderby=displayName",
    "/groups?$select=id,displayName&$expand=members($select=id)&$orderby=displayName",
    "/subscribedSkus?$select=skuPartNumber,consumedUnits,prepaidUnits",
    "/users/\(adele)/licenseDetails?$select=skuPartNumber,servicePlans",
    "/users/\(adele)/transitiveMemberOf?$select=id",
    "/roleManagement/directory/roleDefinitions/62e90394-69f5-4237-9190-012177145e10?$select=displayName",
    "/deviceManagement/deviceConfigurations?$select=id,displayName",
    "/identityGovernance/entitlementManagement/accessPackages?$select=id,displayName",
  ]

  private func answers(of emulator: TestEmulator) -> [String] {
    Self.paths.map { path in
      let answer = emulator.get(path)
      #expect(answer.status == 200, "\(path): \(answer.text)")
      #expect(!answer.text.contains(#""value":[]"#), "\(path)")
      return answer.text
    }
  }

  /// Loads the demo company into it.
  private func filled(_ emulator: TestEmulator) throws -> TestEmulator {
    try emulator.load(String(contentsOf: TestEmulator.contosoFile, encoding: .utf8))
    return emulator
  }

  @Test func isFilledAndReadAsANewOne() throws {
    let before = try contents()
    #expect(before.version == "9")
    let expected = answers(of: try filled(TestEmulator()))
    let first = try filled(emulator())
    #expect(answers(of: first) == expected)
    first.core.close()
    // All was there, and stays so: the program that made it can still use it. Tables of types that came later stand beside.
    let after = try contents()
    #expect(after.version == before.version && after.mistakes == before.mistakes)
    #expect(before.counts.allSatisfy { (after.counts[$0.key] ?? 0) >= $0.value }, "\(after.counts)")
    let second = try emulator()
    #expect(answers(of: second) == expected)
    second.core.close()
  }

  /// Whoever empties it gets what a new one is, of the new version.
  @Test func isANewOneOnceItIsEmptied() throws {
    let first = try filled(emulator())
    let expected = answers(of: first)
    try first.load("{}", replacing: true)
    first.core.close()
    let emptied = try contents()
    #expect(emptied.version == "10")
    #expect(emptied.mistakes == ["ok"])
    #expect(try #require(emptied.counts["table"]) < 15)
    #expect(emptied.counts["trigger"] == nil)
    let second = try filled(emulator())
    #expect(answers(of: second) == expected)
    second.core.close()
  }

  /// A state that was kept of it is gone back to, however new the tenant is by then.
  @Test func aSnapshotOfItIsGoneBackTo() throws {
    let emulator = try filled(emulator())
    let expected = answers(of: emulator)
    let tenant = try #require(emulator.core.tenants.mainTenant)
    let name = try SnapshotName("before")
    #expect(try !tenant.save(name))
    try emulator.load("{}", replacing: true)
    try tenant.restore(name)
    #expect(answers(of: emulator) == expected)
    let made = emulator.send(
      "POST", "/groups",
      #"{"displayName":"Late","mailEnabled":false,"mailNickname":"late","securityEnabled":true}"#)
    #expect(made.status == 201)
    emulator.core.close()
    #expect(try contents().version == "9")
  }

  @Test(arguments: ["8", "11"]) func anotherVersionIsRefused(version: String) throws {
    try change { db in
      try db.execute(sql: "UPDATE emulator SET value = ? WHERE name = 'schema'", arguments: [version])
    }
    let before = try contents()
    let error = #expect(throws: StoreError.self) { try emulator() }
    #expect(
      error?.description
        == "\(path) was made by another version of the program (schema \(version)); remove it or use that version"
    )
    #expect(try contents() == before)
  }
}
