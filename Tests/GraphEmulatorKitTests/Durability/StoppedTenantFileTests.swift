import Foundation
import GRDB
import GraphEmulatorKit
import HTTPMessages
import Logging
import Testing

/// The database of a stopped tenant is plain SQLite: a shell, a checker or a backup tool has none of the program's
/// own functions, and does its work all the same.
@Suite struct StoppedTenantFileTests {
  @Test func isCheckedByOthers() throws {
    let file = try StoppedTenantFile()
    let found = try file.open { db in
      try ["integrity_check", "quick_check"].map { try String.fetchAll(db, sql: "PRAGMA \($0)") }
    }
    #expect(found == [["ok"], ["ok"]])
  }

  @Test func isReadByOthers() throws {
    let file = try StoppedTenantFile()
    let tables = try file.unreadable("table")
    #expect(tables.all > 20)
    #expect(tables.unreadable == [])
    // Their ids are hashes, or what they show is published and stands in the program: SQL has no function for either.
    let views = try file.unreadable("view")
    #expect(views.all > 20)
    #expect(
      views.unreadable == [
        "directoryRoleTemplate", "directorySettingTemplate", "licenseDetails", "unifiedRoleAssignment",
        "unifiedRoleDefinition", "usageRight",
      ])
    let found = try file.open {
      try String.fetchAll($0, sql: "SELECT id FROM directoryObject WHERE displayName_folded = 'adele vance'")
    }
    #expect(found == ["10000000-0000-4000-8000-000000000001"])
  }

  /// What `.dump` writes is what the schema says and what the tables hold.
  @Test func isMadeAnewByOthers() throws {
    let file = try StoppedTenantFile()
    let schema = try file.open { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid
          """)
    }
    try DatabaseQueue().write { db in for sql in schema { try db.execute(sql: sql) } }
  }

  @Test(arguments: ["VACUUM", "REINDEX", "ANALYZE", "VACUUM INTO"]) func isWorkedOnByOthers(sql: String)
    throws
  {
    let file = try StoppedTenantFile()
    let copy = file.path + ".copy"
    try file.open { db in try db.execute(sql: sql == "VACUUM INTO" ? "VACUUM INTO '\(copy)'" : sql) }
    if sql == "VACUUM INTO" { try file.replace(with: copy) }
    let core = try file.start()
    defer { core.close() }
    let list = StoppedTenantFile.get(core, "/users?$filter=displayName%20eq%20'ADELE%20VANCE'&$select=id")
    #expect(list.contains(#""value":[{"id":"10000000-0000-4000-8000-000000000001"}]"#))
  }
}

/// The file of a tenant that was filled with the demo company and changed.
///
/// A class because its folder goes when the test is done.
private final class StoppedTenantFile {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "stopped-\(UUID().uuidString)")

  init() throws {
    let core = try start()
    defer { core.close() }
    let change = Self.send(
      core, "PATCH", "/users/10000000-0000-4000-8000-000000000001", #"{"jobTitle":"Äbtissin"}"#)
    #expect(change.status == 204)
    // Roles are among what not everybody can read.
    let role = Self.send(
      core, "POST", "/roleManagement/directory/roleAssignments",
      """
      {"principalId":"10000000-0000-4000-8000-000000000001","directoryScopeId":"/",
       "roleDefinitionId":"62e90394-69f5-4237-9190-012177145e10"}
      """)
    #expect(role.status == 201)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }  // Left to the system's own cleaning.

  var path: String { folder.path + "/default.sqlite" }

  func start() throws -> EmulatorCore {
    var configuration = EmulatorConfiguration()
    configuration.logLevel = .critical
    configuration.dataDirectory = folder.path
    configuration.seeds = [TestEmulator.contosoFile.path]
    return try EmulatorCore(configuration)
  }

  /// Opens the file as a program does that knows nothing of this one.
  func open<Result>(_ body: (Database) throws -> Result) throws -> Result {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }  // It goes with the queue otherwise.
    return try queue.writeWithoutTransaction(body)
  }

  /// Which tables or views cannot be read, by name, and how many there are.
  func unreadable(_ kind: String) throws -> (all: Int, unreadable: [String]) {
    try open { db in
      let names = try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_schema WHERE type = ? ORDER BY name", arguments: [kind])
      return (names.count, names.filter { (try? Row.fetchAll(db, sql: "SELECT * FROM \"\($0)\"")) == nil })
    }
  }

  func replace(with copy: String) throws {
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.moveItem(atPath: copy, toPath: path)
  }

  static func get(_ core: EmulatorCore, _ path: String) -> String {
    String(decoding: send(core, "GET", path, "").body, as: UTF8.self)
  }

  private static func send(_ core: EmulatorCore, _ method: String, _ path: String, _ body: String) -> Response
  {
    core.respond(
      to: Request(
        method: method, target: "/v1.0" + path,
        headers: RequestHeaders([
          HeaderField("Authorization", "Bearer x"), HeaderField("Content-Type", "application/json"),
        ]),
        body: Array(body.utf8)))
  }
}
