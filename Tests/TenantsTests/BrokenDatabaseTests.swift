import Foundation
import GRDB
import GraphContract
import GraphStore
import Tenants
import Testing

/// What is said at the start about a file that is no whole database of this program.
@Suite struct BrokenDatabaseTests {
  private let folder = TenantFolder()

  private var path: String { folder.path + "/main.sqlite" }
  private var url: URL { URL(filePath: path) }

  /// The sentence that a start is refused with.
  private func refusal() -> String? {
    do {
      try folder.start().end()
      return nil
    } catch { return "\(error)" }
  }

  @Test("an emptied file is not new")
  func emptied() throws {
    try folder.start(seed: "ada").end()
    try Foundation.Data().write(to: url)
    #expect(
      refusal()
        == "\(path) was emptied: all that was in it is gone; put a copy in its place, or remove it to begin anew"
    )
    try FileManager.default.removeItem(at: url)
    #expect(refusal() == nil)
  }

  @Test("a file that was killed while it was made is", arguments: [true, false])
  func unfinished(hasHeader: Bool) throws {
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    if hasHeader {
      let queue = try DatabaseQueue(path: path)
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
      try queue.close()
      #expect(try Foundation.Data(contentsOf: url).count == 4096)
    } else {
      try Foundation.Data().write(to: url)
    }
    try UnfinishedMark(of: path).set(isLasting: false)
    let tenants = try folder.start(seed: "ada")
    #expect(try tenants.people(tenants.main) == ["ada"])
    #expect(!folder.has("main.sqlite" + UnfinishedMark.end))
    tenants.end()
  }

  private var foreign: String {
    "\(path) is no database of graph-emulator, or a damaged one; put a copy in its place, or move it away to begin anew"
  }

  @Test("a database of another program is refused and left as it is", arguments: ["DELETE", "WAL"])
  func ofOthers(mode: String) throws {
    try folder.start().end()
    try FileManager.default.removeItem(at: url)
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA journal_mode = \(mode)")
      try db.execute(sql: "CREATE TABLE account (name TEXT)")
    }
    try queue.close()
    let before = try Foundation.Data(contentsOf: url)
    #expect(refusal() == foreign)
    #expect(try Foundation.Data(contentsOf: url) == before)
  }

  @Test("a database without anything in it is refused")
  func withoutTables() throws {
    try folder.start().end()
    try FileManager.default.removeItem(at: url)
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 1") }
    try queue.close()
    #expect(refusal() == foreign)
  }

  @Test(
    "what is no database is refused and left as it is",
    arguments: ["x", "{}", String(repeating: "x", count: 5000)])
  func noDatabase(text: String) throws {
    try folder.start().end()
    try Foundation.Data(text.utf8).write(to: url)
    #expect(refusal() == foreign)
    #expect(try String(contentsOf: url, encoding: .utf8) == text)
  }

  @Test("a damaged one is named with what to do")
  func damaged() throws {
    try folder.start(seed: "ada").end()
    var bytes = try Foundation.Data(contentsOf: url)
    bytes.replaceSubrange(100..<bytes.count, with: Foundation.Data(repeating: 0x5A, count: bytes.count - 100))
    try bytes.write(to: url)
    #expect(
      refusal()
        == "The database \(path) is damaged: database disk image is malformed. Stop the emulator and put a copy in "
        + "its place, or move it away to begin anew.")
  }

  @Test("one that was cut is damaged")
  func cut() throws {
    try folder.start(seed: "ada").end()
    let bytes = try Foundation.Data(contentsOf: url)
    try bytes.prefix(bytes.count / 2).write(to: url)
    #expect(try #require(refusal()).hasPrefix("The database \(path) is damaged: "))
  }

  @Test("a folder in its place is no database")
  func directory() throws {
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
    #expect(refusal() == foreign)
  }
}
