import Foundation
import Testing

/// What a start says that cannot be: one sentence, and a status for its kind.
@Suite struct StartMistakeTests {
  /// A number that begins with a hyphen is one, and no flag.
  @Test(arguments: [
    (["--port", "-1"], "--port takes a number from 0 to 65535, not -1."),
    (["--port", "65536"], "--port takes a number from 0 to 65535, not 65536."),
    (["--connection-limit", "-5"], "--connection-limit takes a number from 1 to 100000, not -5."),
    (["--queued-bytes", "-1"], "--queued-bytes takes a number from 1 to 1099511627776, not -1."),
    (["--request-timeout", "-1"], "--request-timeout takes seconds from 0 to 31536000, not -1.0."),
    (["--receive-timeout", "-0.5"], "--receive-timeout takes seconds from 0 to 31536000, not -0.5."),
  ]) func numberOutOfRange(arguments: [String], sentence: String) throws {
    let server = try ServerProcess(arguments)
    #expect(server.waitForEnd() == 64)
    #expect(server.errorText().split(separator: "\n").first == "Error: \(sentence)")
    #expect(server.outputText() == "")
  }

  @Test func cacheSizeOutOfRange() throws {
    let server = try ServerProcess(["--cache-size", "-64"])
    #expect(server.waitForEnd() == 64)
    #expect(server.errorText() == "The cache size takes megabytes from 1 to 1048576, not -64.\n")
  }

  @Test(arguments: [
    ([], "there is no *.json file in the folder"),
    (["notes.txt", ".json"], "there is no *.json file in the folder"),
  ]) func folderWithoutSeeds(names: [String], sentence: String) throws {
    let folder = try TemporaryFolder()
    for name in names { _ = try folder.file(name, "{}") }
    let server = try ServerProcess(["--seed", folder.path])
    #expect(server.waitForEnd() == 65)
    #expect(server.errorText() == "\(folder.path): \(sentence)\n")
    #expect(server.outputText() == "")
  }

  /// Whether another process has the folder cannot be told then.
  @Test func lockThatCannotBeOpened() throws {
    let folder = try TemporaryFolder()
    let data = folder.path + "/data"
    let first = try ServerProcess(["--data", data])
    try first.waitUntilItListens()
    #expect(first.end(with: SIGTERM) == 0)
    try FileManager.default.removeItem(atPath: data + "/lock")
    try FileManager.default.createSymbolicLink(atPath: data + "/lock", withDestinationPath: "/dev/null")
    let sentence = "the file \(data)/lock cannot be opened: Too many levels of symbolic links\n"
    let server = try ServerProcess(["--data", data])
    #expect(server.waitForEnd() == 74)
    #expect(server.errorText() == sentence)
    #expect(server.outputText() == "")
    let explained = try Call.run(["users", "--data", data])
    #expect(explained.status == 1)
    #expect(explained.errors == sentence)
    #expect(explained.output == "")
  }
}
