import HTTPMessages
import JSON
import TestSupport
import Testing

/// Names that are taken, as the pages "Create a new folder", "driveItem: put content", "driveItem: createUploadSession" and
/// "driveItem resource type" (`@microsoft.graph.conflictBehavior`) have them.
@Suite(
  "Names in drives",
  .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct DriveNameTests: PublishedTenantTests {
  let tenant: PublishedTenant

  private static let user = "11111111-1111-1111-1111-111111111111"
  private static let root = "/users/\(user)/drive/root"
  private static let taken =
    "409 nameAlreadyExists: An item with the same name already exists under the parent."

  init() throws {
    tenant = try PublishedTenant(
      #"{"users":[{"id":"\#(Self.user)","userPrincipalName":"ada@contoso.example"}]}"#, .publishedV1)
  }

  private func put(_ path: String, _ text: String) -> Reply {
    tenant.emulator.send(
      "PUT", "\(Self.root):/\(path)", text, version: "v1.0", contentType: "text/plain")
  }

  private func names() -> [String] { send("GET", Self.root + "/children").values("name") }

  private func folder(_ name: String, _ behavior: String? = nil) -> Reply {
    let annotation = behavior.map { #","@microsoft.graph.conflictBehavior":"\#($0)""# } ?? ""
    return send("POST", Self.root + "/children", #"{"name":"\#(name)","folder":{}\#(annotation)}"#)
  }

  @Test("two folders had one name", arguments: [nil, "fail", "Fail"] as [String?])
  func folders(behavior: String?) throws {
    #expect(folder("Plans").status == 201)
    #expect(error(folder("plans", behavior)) == Self.taken)
    #expect(names() == ["Plans"])
    let inner = send("POST", Self.root + ":/Plans:/children", #"{"name":"Plans","folder":{}}"#)
    #expect(inner.status == 201, "\(inner.text)")
  }

  @Test(arguments: [
    ("Plans", "Plans 1", "Plans 2"), ("a.txt", "a 1.txt", "a 2.txt"), (".env", ".env 1", ".env 2"),
  ])
  func otherNames(name: String, second: String, third: String) {
    #expect(folder(name).status == 201)
    for expected in [second, third] {
      let made = folder(name, "rename")
      #expect(made.status == 201)
      #expect(made["name"]?.stringValue == expected)
    }
    #expect(names() == [name, second, third])
  }

  @Test func foldersInThePlaceOfOthers() throws {
    let first = folder("Plans")
    let child = send("POST", Self.root + ":/Plans:/children", #"{"name":"a","folder":{}}"#)
    #expect(child.status == 201, "\(child.text)")
    let second = send(
      "POST", Self.root + "/children",
      #"{"name":"Plans","folder":{},"description":"new","@microsoft.graph.conflictBehavior":"replace"}"#)
    #expect(second.status == 201, "\(second.text)")
    #expect(second["id"] == first["id"])
    #expect(second["description"] == "new")
    #expect(names() == ["Plans"])
    #expect(send("GET", Self.root + ":/Plans:/children").values("name") == ["a"])
  }

  @Test func behaviorsThatThereAreNot() {
    let reply = folder("Plans", "merge")
    #expect(
      error(reply)
        == "400 invalidRequest: The conflict behavior 'merge' is none of: fail, replace, rename.")
    #expect(names().isEmpty)
  }

  @Test("the behavior in the query of an upload did not count", arguments: ["@", "%40"]) func uploads(
    at: String
  ) throws {
    let option = "?\(at)microsoft.graph.conflictBehavior="
    #expect(put("a.txt:/content\(option)fail", "1").status == 201)
    #expect(error(put("a.txt:/content\(option)fail", "2")) == Self.taken)
    let renamed = put("a.txt:/content\(option)rename", "3")
    #expect(renamed.status == 201)
    #expect(renamed["name"] == "a 1.txt")
    #expect(put("a.txt:/content\(option)replace", "4").status == 200)
    #expect(names() == ["a.txt", "a 1.txt"])
    #expect(try tenant.download(Self.root + ":/a.txt:/content").text == "4")
    #expect(try tenant.download(Self.root + ":/a%201.txt:/content").text == "3")
    #expect(put("a.txt:/content", "5").status == 200)
  }
}

/// Upload sessions for files that are not there yet, as the SDKs' tasks for large files open them.
@Suite(
  "Uploads of new files",
  .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct NewUploadTests: PublishedTenantTests {
  let tenant: PublishedTenant

  private static let user = "11111111-1111-1111-1111-111111111111"
  private static let root = "/users/\(user)/drive/root"
  private static let taken =
    "409 nameAlreadyExists: An item with the same name already exists under the parent."

  init() throws {
    tenant = try PublishedTenant(
      #"{"users":[{"id":"\#(Self.user)","userPrincipalName":"ada@contoso.example"}]}"#, .publishedV1)
  }

  private func open(_ path: String, _ behavior: String? = nil) -> Reply {
    let item = behavior.map { #"{"item":{"@microsoft.graph.conflictBehavior":"\#($0)"}}"# } ?? "{}"
    return send("POST", "\(Self.root):/\(path):/createUploadSession", item)
  }

  private func put(_ session: Reply, _ text: String) throws -> Reply {
    let url = try #require(session["uploadUrl"]?.stringValue, "\(session.text)")
    let range = HeaderField("Content-Range", "bytes 0-\(text.utf8.count - 1)/\(text.utf8.count)")
    return tenant.emulator.send(
      "PUT", url.replacing("http://localhost:8585/v1.0", with: ""), text, version: "v1.0",
      headers: [range], contentType: "text/plain")
  }

  private func names() -> [String] { send("GET", Self.root + "/children").values("name") }

  @Test("a session for a file that is not there was 404") func newFiles() throws {
    let session = open("new.bin")
    #expect(session.status == 200, "\(session.text)")
    #expect(names().isEmpty)
    let made = try put(session, "hello")
    #expect(made.status == 201, "\(made.text)")
    #expect(
      made["@odata.context"]?.stringValue
        == "http://localhost:8585/v1.0/$metadata#users('\(Self.user)')/drive/root/children/$entity")
    #expect(made["name"] == "new.bin")
    #expect(made["size"] == .number("5"))
    #expect(made["file"]?.objectValue?["mimeType"] == "text/plain")
    #expect(made["parentReference"]?.objectValue?["id"] == send("GET", Self.root)["id"])
    #expect(names() == ["new.bin"])
    #expect(try tenant.download(Self.root + ":/new.bin:/content").text == "hello")
    #expect(send("POST", Self.root + ":/nowhere/new.bin:/createUploadSession", "{}").status == 404)
  }

  @Test func filesThatAreThere() throws {
    #expect(try put(open("a.txt"), "1").status == 201)
    for behavior in [nil, "fail"] { #expect(error(open("a.txt", behavior)) == Self.taken) }
    let renamed = try put(open("a.txt", "rename"), "2")
    #expect(renamed.status == 201)
    #expect(renamed["name"] == "a 1.txt")
    #expect(try put(open("a.txt", "replace"), "3").status == 200)
    #expect(names() == ["a.txt", "a 1.txt"])
    #expect(try tenant.download(Self.root + ":/a.txt:/content").text == "3")
  }

  @Test func filesThatComeMeanwhile() throws {
    let sessions = ["fail", "rename", "replace"].map { open("a.txt", $0) }
    let first = try put(open("a.txt"), "0")
    #expect(first.status == 201)
    #expect(error(try put(sessions[0], "1")) == Self.taken)
    #expect(try put(sessions[1], "2")["name"] == "a 1.txt")
    let replaced = try put(sessions[2], "3")
    #expect(replaced.status == 200)
    #expect(replaced["id"] == first["id"])
    #expect(names() == ["a.txt", "a 1.txt"])
    #expect(try tenant.download(Self.root + ":/a.txt:/content").text == "3")
  }

  @Test("a session ended with 201, though its folder was deleted meanwhile", arguments: ["A", "A/B"])
  func foldersThatGoMeanwhile(folder: String) throws {
    let outer = try make(Self.root + "/children", #"{"name":"A","folder":{}}"#)
    _ = try make(Self.root + ":/A:/children", #"{"name":"B","folder":{}}"#)
    let (session, other) = (open("\(folder)/a.txt"), open("a.txt"))
    #expect(send("DELETE", "/users/\(Self.user)/drive/items/\(outer)").status == 204)
    #expect(error(try put(session, "1")) == "404 itemNotFound: The upload session was not found")
    #expect(send("GET", "/users/\(Self.user)/drive/items").items.isEmpty)
    #expect(try put(other, "2").status == 201)
    #expect(names() == ["a.txt"])
  }

  @Test func foldersThatAreMovedMeanwhile() throws {
    let moved = try make(Self.root + "/children", #"{"name":"A","folder":{}}"#)
    let target = try make(Self.root + "/children", #"{"name":"B","folder":{}}"#)
    let session = open("A/a.txt")
    let body = #"{"parentReference":{"id":"\#(target)"}}"#
    #expect(send("PATCH", "/users/\(Self.user)/drive/items/\(moved)", body).status == 200)
    #expect(try put(session, "1").status == 201)
    #expect(send("GET", Self.root + ":/B/A:/children").values("name") == ["a.txt"])
  }
}
