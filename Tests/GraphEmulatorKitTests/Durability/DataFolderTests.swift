import Foundation
import GraphEmulatorKit
import HTTPMessages
import Logging
import Testing

/// A data folder may have any name that the file system takes.
@Suite struct DataFolderTests {
  @Test(arguments: ["plain", "with blank", "odd ?vfs=x#%20%", "ünï", "'quoted\""])
  func isFoundAgain(name: String) throws {
    let parent = FileManager.default.temporaryDirectory.appending(path: "folder-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: parent) }  // Left to the system's own cleaning.
    let folder = parent.path + "/" + name
    let first = try Self.core(folder)
    #expect(
      Self.send(
        first, "POST",
        #"{"displayName":"Sales","mailEnabled":false,"mailNickname":"sales","securityEnabled":true}"#
      ).status == 201)
    first.close()
    #expect(FileManager.default.fileExists(atPath: folder + "/default.sqlite"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: parent.path) == [name])
    let second = try Self.core(folder)
    let list = Self.send(second, "GET", nil)
    second.close()
    #expect(String(decoding: list.body, as: UTF8.self).contains(#""displayName":"Sales""#))
  }

  @Test(arguments: [".", "./", "d", "d/", "é", "~", "d/e//", "..//x"]) func isRelative(name: String) throws {
    let folder = try TemporaryFolder()
    let begin = "mkdir -m 700 -p '\(folder.path)/w'; cd '\(folder.path)/w'"
    let server = try ServerProcess(["--data", name], limits: begin)
    try server.waitUntilItListens()
    #expect(FileManager.default.fileExists(atPath: "\(folder.path)/w/\(name)/default.sqlite"))
    #expect(server.end(with: SIGTERM) == 0)
  }

  private static func core(_ folder: String) throws -> EmulatorCore {
    var configuration = EmulatorConfiguration()
    configuration.logLevel = .critical
    configuration.dataDirectory = folder
    return try EmulatorCore(configuration)
  }

  private static func send(_ core: EmulatorCore, _ method: String, _ body: String?) -> Response {
    core.respond(
      to: Request(
        method: method, target: "/v1.0/groups",
        headers: RequestHeaders([
          HeaderField("Authorization", "Bearer x"), HeaderField("Content-Type", "application/json"),
        ]),
        body: Array((body ?? "").utf8)))
  }
}
