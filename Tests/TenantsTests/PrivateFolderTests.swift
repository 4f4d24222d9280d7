import Foundation
import Tenants
import Testing

/// Who may look into the folders of tenants, which hold passwords and keys.
@Suite struct PrivateFolderTests {
  private let folder = TenantFolder()

  private func mode(_ name: String = "") throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/" + name)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  private func make(mode: Int, holding files: [String] = []) throws {
    try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
    for name in files { try Foundation.Data("x".utf8).write(to: URL(filePath: folder.path + "/" + name)) }
    try set(mode: mode)
  }

  private func set(mode: Int, of name: String = "") throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.path + "/" + name)
  }

  @Test("what is made is open to its owner alone")
  func made() throws {
    let tenants = try folder.start(seed: "ada")
    #expect(try mode() == 0o700)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names == ["lock", "main.snapshots", "main.sqlite", "main.sqlite-wal"])
    for name in names { #expect(try mode(name) == (name == "main.snapshots" ? 0o700 : 0o600), "\(name)") }
    tenants.end()
  }

  @Test("what an older version left open is closed")
  func tightened() throws {
    try folder.start(seed: "ada").end()
    try set(mode: 0o755)
    for name in ["lock", "main.sqlite"] { try set(mode: 0o644, of: name) }
    let tenants = try folder.start()
    #expect(try mode() == 0o700)
    for name in ["lock", "main.sqlite", "main.sqlite-wal"] { #expect(try mode(name) == 0o600, "\(name)") }
    #expect(try tenants.people(tenants.main) == ["ada"])
    tenants.end()
  }

  @Test("an empty folder, and one with nothing but hidden files, is closed", arguments: [[], [".profile"]])
  func closed(files: [String]) throws {
    try make(mode: 0o755, holding: files)
    try folder.start().end()
    #expect(try mode() == 0o700)
  }

  @Test(
    "a folder that others use too is refused and left as it is",
    arguments: [(0o755, ["notes.txt"]), (0o1777, []), (0o1777, ["main.sqlite"]), (0o710, ["lock", "dpkg"])])
  func refused(mode: Int, files: [String]) throws {
    try make(mode: mode, holding: files)
    #expect {
      try folder.start()
    } throws: {
      "\($0)" == "others may look into the folder \(folder.path), which is to keep passwords and keys: "
        + "give it a folder of its own, or close this one with chmod 700 \(folder.path)"
    }
    #expect(try self.mode() == mode)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == files.sorted())
  }

  @Test("what others cannot look into may hold anything")
  func otherFiles() throws {
    try make(mode: 0o700, holding: ["notes.txt"])
    try folder.start().end()
    #expect(folder.has("notes.txt"))
  }

  @Test("a file is no folder")
  func file() throws {
    try Foundation.Data().write(to: URL(filePath: folder.path))
    #expect { try folder.start() } throws: { "\($0)" == "\(folder.path) is no folder" }
  }
}
