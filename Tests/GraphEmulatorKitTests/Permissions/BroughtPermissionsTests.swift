import GraphEmulatorKit
import HTTPMessages
import JSON
import TestSupport
import Testing

/// `--permissions`: of places that the emulator's own table does not have.
@Suite struct BroughtPermissionsTests {
  private static let file = """
    {"permissions":{
      "Garden.Read":{"pathSets":[{"schemeKeys":["DelegatedWork","Application"],"methods":["GET"],"paths":{
        "/gardeners":"least=DelegatedWork,Application","/users":""}}]},
      "Garden.ReadWrite":{"pathSets":[{"schemeKeys":["DelegatedWork"],"methods":["GET","POST"],"paths":{
        "/gardeners":"least=DelegatedWork"}}]}}}
    """

  private let folder: TemporaryFolder
  private let emulator: TestEmulator

  init() throws {
    let folder = try TemporaryFolder()
    let model = try folder.file("garden.xml", String(decoding: ForeignModel.bytes, as: UTF8.self))
    let permissions = try folder.file("permissions.json", Self.file)
    self.folder = folder
    emulator = try TestEmulator { configuration in
      configuration.metadata = [MetadataFile(version: .beta, path: model)]
      configuration.permissions = permissions
    }
  }

  @Test(arguments: [
    ("GET", "/gardeners", "Garden.Read", 200), ("GET", "/gardeners", "garden.readwrite", 200),
    ("GET", "/gardeners", "User.Read.All", 403), ("POST", "/gardeners", "Garden.Read", 403),
    ("GET", "/gardeners/99999999-0000-4000-8000-000000000009", "Mail.Read", 403),
    ("GET", "/gardeners/99999999-0000-4000-8000-000000000009", "Garden.Read", 404),
    // Our table has the say.
    ("GET", "/users", "Garden.Read", 403), ("GET", "/users", "User.Read.All", 200),
  ]) func theyLetInWhoHasOne(method: String, path: String, scope: String, status: Int) {
    let reply = emulator.send(
      method, path, method == "POST" ? "{}" : nil, headers: [UnsignedToken.delegated(scope)])
    #expect(reply.status == status, "\(reply.text)")
  }

  @Test func applicationsHaveTheirOwn() {
    let reading = [UnsignedToken.application(["Garden.Read"])]
    #expect(emulator.send("GET", "/gardeners", headers: reading).status == 200)
    let writing = [UnsignedToken.application(["Garden.ReadWrite"])]
    #expect(emulator.send("GET", "/gardeners", headers: writing).status == 403)
  }

  /// Whoever asks is let in, and the journal says that nobody knows whether the service would.
  @Test func whatNobodyKnowsIsAllowedAndMarked() throws {
    let token = [UnsignedToken.delegated("Mail.Read")]
    #expect(emulator.send("GET", "/seedPackets", headers: token).status == 200)
    #expect(emulator.send("GET", "/gardeners", headers: token).status == 403)
    #expect(emulator.send("GET", "/seedPackets").status == 200)
    let entries = try #require(journal().objectValue?["value"]?.arrayValue).compactMap(\.objectValue)
    let marks = entries.map {
      "\($0["target"]?.stringValue ?? "") \($0["permissionsUnknown"] == .bool(true))"
    }
    #expect(marks.sorted() == ["/beta/gardeners false", "/beta/seedPackets false", "/beta/seedPackets true"])
  }

  private func journal() throws -> JSONValue {
    let response = emulator.core.respond(
      to: Request(method: "GET", target: "/_emulator/tenants/default/requests", isFromLoopback: true))
    return try JSONValue.parse(response.body)
  }
}

/// `--permissions` of the command.
@Suite struct PermissionsFlagTests {
  @Test(arguments: [
    ("{}", "$: 'permissions' is missing"), ("{", "line 1, column 2: a member name expected"),
  ]) func aFileThatIsNoneEndsTheStart(content: String, reason: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("permissions.json", content)
    let server = try ServerProcess(["--permissions", path])
    #expect(server.waitForEnd() == 65)
    #expect(server.errorText() == "\(path): \(reason)\n")
    #expect(server.outputText() == "")
  }

  @Test func aVariableNamesTheFileToo() throws {
    let server = try ServerProcess([], variables: ["GRAPH_EMULATOR_PERMISSIONS": "/no/file"])
    #expect(server.waitForEnd() == 65)
    #expect(server.errorText() == "/no/file: there is no such file\n")
  }

  @Test func anEmptyNameIsAMistakeOfTheCommandLine() throws {
    let server = try ServerProcess(["--permissions", ""])
    #expect(server.waitForEnd() == 64)
    #expect(server.errorText().contains("--permissions is empty: give it a value, or leave it out."))
  }
}
