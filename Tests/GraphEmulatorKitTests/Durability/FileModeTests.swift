import Foundation
import Testing

/// Who may look into what the program writes, whatever the umask, and what it leaves.
@Suite struct FileModeTests {
  private static func modes(_ folder: String) throws -> [String: Int] {
    let files = FileManager.default
    let names = try files.contentsOfDirectory(atPath: folder)
    return try names.reduce(into: [".": try mode(folder)]) { modes, name in
      modes[name] = try mode(folder + "/" + name)
    }
  }

  private static func mode(_ path: String) throws -> Int {
    try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  private static let expected = [
    ".": 0o700, "lock": 0o600, "default.sqlite": 0o600, "default.sqlite-wal": 0o600,
  ]

  @Test func theDataFolderIsItsOwnersAlone() throws {
    let folder = try TemporaryFolder()
    let server = try ServerProcess(["--data", folder.path + "/data"], limits: "umask 000")
    try server.waitUntilItListens()
    #expect(try server.client.send("POST", "/groups", DurabilityTests.group(1)).status == 201)
    #expect(try Self.modes(folder.path + "/data") == Self.expected)
    #expect(server.end(with: SIGTERM) == 0)
  }

  /// And the next start removes what a killed one has left there.
  @Test func theTemporaryFolderToo() throws {
    let folder = try TemporaryFolder()
    func start() throws -> (server: ServerProcess, folders: [String]) {
      let server = try ServerProcess([], variables: ["TMPDIR": folder.path], limits: "umask 000")
      try server.waitUntilItListens()
      return (server, try FileManager.default.contentsOfDirectory(atPath: folder.path))
    }
    let first = try start()
    let left = try #require(first.folders.first)
    #expect(first.folders.count == 1)
    #expect(try Self.modes(folder.path + "/" + left) == Self.expected)
    let second = try start()
    #expect(Set(second.folders).count == 2, "the first one is in use")
    #expect(first.server.end(with: SIGKILL) == SIGKILL)
    let third = try start()
    #expect(third.folders.count == 2)
    #expect(!third.folders.contains(left))
    #expect(second.server.end(with: SIGTERM) == 0)
    #expect(third.server.end(with: SIGTERM) == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test(arguments: [
    (["--data", "/dev/null/x"], "the folder /dev/null/x cannot be made: Not a directory\n"),
    (["--data", "/dev/null"], "/dev/null is no folder\n"),
  ]) func aFolderThatCannotBeIsOneSentence(arguments: [String], sentence: String) throws {
    let server = try ServerProcess(arguments)
    #expect(server.waitForEnd() == 74)
    #expect(server.errorText() == sentence)
    #expect(server.outputText() == "")
  }
}
