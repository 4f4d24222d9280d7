import Foundation
import Tenants
import Testing

/// What a start does with the folders that killed processes left among the temporary files.
@Suite struct TemporaryFolderTests {
  private static let files = FileManager.default

  /// A path as a temporary folder of the program has it.
  private static func path(_ prefix: String = "graph-emulator-") -> String {
    NSTemporaryDirectory() + "/" + prefix + UUID().uuidString.lowercased()
  }

  /// It gets its name when it is whole: other tests start emulators meanwhile, which remove what they find.
  private static func makeFolder(_ path: String, holding names: [String]) throws {
    let making = path + ".making"
    try files.createDirectory(atPath: making, withIntermediateDirectories: true)
    for name in names { try Foundation.Data("x".utf8).write(to: URL(filePath: making + "/" + name)) }
    try files.moveItem(atPath: making, toPath: path)
  }

  private static func start() throws { _ = try DataFolder(nil) }

  @Test("those that nobody holds are removed", arguments: ["graph-emulator-", "graph-emulator-explain-"])
  func left(prefix: String) throws {
    let path = Self.path(prefix)
    try Self.makeFolder(path, holding: ["lock", "default.sqlite", "default.sqlite-wal"])
    try Self.start()
    #expect(!Self.files.fileExists(atPath: path))
  }

  @Test("one that was never locked is removed when it is empty")
  func empty() throws {
    let path = Self.path()
    try Self.makeFolder(path, holding: [])
    try Self.start()
    #expect(!Self.files.fileExists(atPath: path))
  }

  @Test("those that somebody holds stay")
  func held() throws {
    let path = Self.path()
    defer { try? Self.files.removeItem(atPath: path) }
    try Self.makeFolder(path, holding: ["default.sqlite"])
    // The lock is held as long as the process lives.
    _ = try DataFolder(path)
    try Self.start()
    #expect(Self.files.fileExists(atPath: path + "/default.sqlite"))
  }

  @Test(
    "what may be of others stays",
    arguments: [
      ("graph-emulator-", ["default.sqlite"]), ("graph-emulator-notes-", ["lock"]), ("emulator-", ["lock"]),
    ])
  func others(prefix: String, names: [String]) throws {
    let path = Self.path(prefix)
    defer { try? Self.files.removeItem(atPath: path) }
    try Self.makeFolder(path, holding: names)
    try Self.start()
    #expect(try Self.files.contentsOfDirectory(atPath: path) == names)
  }

  @Test("a link is followed nowhere")
  func link() throws {
    let (path, target) = (Self.path(), Self.path("target-"))
    defer { for path in [path, target] { try? Self.files.removeItem(atPath: path) } }
    try Self.makeFolder(target, holding: ["lock"])
    try Self.files.createSymbolicLink(atPath: path, withDestinationPath: target)
    try Self.start()
    #expect(Self.files.fileExists(atPath: path + "/lock"))
  }
}
