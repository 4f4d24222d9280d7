import GraphEmulatorKit
import HTTPMessages
import JSON
import TestSupport
import Testing

/// What may only read files changed them by paths that begin at the root of a drive, and what nobody documents of a change was
/// open to every token.
@Suite(
  "Permissions of what is below a drive",
  .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct DrivePermissionTests {
  /// As the service publishes them, of a drive and its items.
  private static let permissions = """
    {"permissions":{
      "Files.Read":{"pathSets":[{"schemeKeys":["DelegatedWork"],"methods":["GET"],"paths":{
        "/drives/{id}":"least=DelegatedWork","/drives/{id}/items/{id}":"least=DelegatedWork",
        "/drives/{id}/items/{id}/children":"least=DelegatedWork","/drives/{id}/root:/{id}":"least=DelegatedWork"}}]},
      "Files.ReadWrite":{"pathSets":[
        {"schemeKeys":["DelegatedWork"],"methods":["GET"],"paths":{
          "/drives/{id}":"","/drives/{id}/items/{id}":"","/drives/{id}/items/{id}/children":"",
          "/drives/{id}/root:/{id}":""}},
        {"schemeKeys":["DelegatedWork"],"methods":["PATCH","DELETE"],"paths":{
          "/drives/{id}/items/{id}":"least=DelegatedWork"}},
        {"schemeKeys":["DelegatedWork"],"methods":["POST"],"paths":{
          "/drives/{id}/items/{id}/children":"least=DelegatedWork",
          "/drives/{id}/items/{id}/createlink":"least=DelegatedWork"}},
        {"schemeKeys":["DelegatedWork"],"methods":["PUT"],"paths":{
          "/drives/{id}/items/{id}/content":"least=DelegatedWork",
          "/drives/{id}/items/{id}:/{id}:/content":"least=DelegatedWork"}}]}}}
    """

  private static let refused = "403 Authorization_RequestDenied"

  private let folder: TemporaryFolder
  private let emulator: TestEmulator
  private let drive: String

  init() throws {
    let folder = try TemporaryFolder()
    let permissions = try folder.file("permissions.json", Self.permissions)
    self.folder = folder
    emulator = try TestEmulator { configuration in
      configuration.metadata = [MetadataFile(version: .v1, path: PublishedFolder.v1)]
      configuration.permissions = permissions
    }
    let made = emulator.send("POST", "/drives", #"{"name":"Plans"}"#, version: "v1.0")
    drive = "/drives/\(try #require(made["id"]?.stringValue, "\(made.text)"))"
    let file = emulator.send("PUT", "\(drive)/root:/b.txt:/content", "b", version: "v1.0")
    #expect(file.status == 201, "\(file.text)")
  }

  private func answer(_ method: String, _ path: String, _ body: String?, _ scopes: String) -> String {
    let token = UnsignedToken.delegated(scopes)
    let reply = emulator.send(method, path, body, version: "v1.0", headers: [token])
    return reply.status < 400 ? "\(reply.status)" : "\(reply.status) \(reply.errorCodes.first ?? "")"
  }

  @Test(
    arguments: [
      ("PUT", "items/root:/a.txt:/content", "a", 201), ("PUT", "root:/a.txt:/content", "a", 201),
      ("PUT", "root:/b.txt:/content", "a", 200), ("PATCH", "root:/b.txt", #"{"description":"d"}"#, 200),
      ("PATCH", "items/root:/b.txt", #"{"description":"d"}"#, 200), ("DELETE", "root:/b.txt", nil, 204),
      ("POST", "root/children", #"{"name":"f","folder":{}}"#, 201),
      ("POST", "root/createLink", #"{"type":"view"}"#, 201),
    ] as [(String, String, String?, Int)])
  func theRootIsOneOfTheItems(_ method: String, _ path: String, _ body: String?, _ status: Int) {
    #expect(answer(method, "\(drive)/\(path)", body, "Files.Read") == Self.refused)
    #expect(answer(method, "\(drive)/\(path)", body, "Files.ReadWrite") == "\(status)")
  }

  @Test(arguments: ["root", "root:/b.txt", "items/root:/b.txt", "root/children"]) func reads(_ path: String) {
    #expect(answer("GET", "\(drive)/\(path)", nil, "Files.Read") == "200")
    #expect(answer("GET", "\(drive)/\(path)", nil, "Contacts.Read") == Self.refused)
  }

  /// Of drives themselves the service documents reads alone.
  @Test func changesOfWhatIsOnlyRead() {
    let body = #"{"description":"d"}"#
    #expect(answer("PATCH", drive, body, "Contacts.Read") == Self.refused)
    #expect(answer("POST", "/drives", #"{"name":"x"}"#, "Contacts.Read") == Self.refused)
    #expect(answer("DELETE", drive, nil, "Contacts.Read") == Self.refused)
    #expect(answer("PATCH", drive, body, "Files.Read") == "200")
  }
}
