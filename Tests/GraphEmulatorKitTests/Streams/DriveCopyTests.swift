import HTTPMessages
import JSON
import TestSupport
import Testing

/// Copies of files and folders, as the pages "driveItem: copy" and "Working with long running actions" have them.
@Suite(
  "Copies in drives",
  .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct DriveCopyTests: PublishedTenantTests {
  let tenant: PublishedTenant

  private static let ada = "11111111-1111-1111-1111-111111111111"
  private static let bob = "22222222-2222-2222-2222-222222222222"
  private static let drive = "/users/\(ada)/drive"
  private static let taken =
    "409 nameAlreadyExists: An item with the same name already exists under the parent."

  init() throws {
    tenant = try PublishedTenant(
      """
      {"users":[{"id":"\(Self.ada)","userPrincipalName":"ada@contoso.example"},
       {"id":"\(Self.bob)","userPrincipalName":"bob@contoso.example"}]}
      """, .publishedV1)
  }

  private func folder(_ name: String, in place: String = drive + "/root") throws -> String {
    try make(place + "/children", #"{"name":"\#(name)","folder":{}}"#)
  }

  private func file(_ path: String, _ text: String) throws -> String {
    let made = tenant.emulator.send(
      "PUT", "\(Self.drive)/root:/\(path):/content", text, version: "v1.0", contentType: "text/plain")
    #expect(made.status == 201, "\(made.text)")
    return try #require(made["id"]?.stringValue)
  }

  private func copy(_ id: String, _ body: String, _ query: String = "") -> Reply {
    send("POST", "\(Self.drive)/items/\(id)/copy\(query)", body)
  }

  /// What the URL of a copy tells: the id of what was made.
  private func made(_ reply: Reply) throws -> String {
    #expect(reply.status == 202, "\(reply.text)")
    #expect(reply.text.isEmpty)
    let url = try #require(reply.header("Location"))
    #expect(url.hasPrefix("http://localhost:8585/v1.0/$monitor?token="), "\(url)")
    let state = tenant.open(url)
    #expect(state.status == 202)
    #expect(state.json.objectValue?.names == ["percentageComplete", "resourceId", "status"])
    #expect(state["percentageComplete"] == .number("100.0"))
    #expect(state["status"] == "completed")
    return try #require(state["resourceId"]?.stringValue)
  }

  @Test("a copy of a file was 501") func files() throws {
    let id = try file("a.txt", "hello")
    let target = try folder("Plans")
    let copied = try made(copy(id, #"{"parentReference":{"id":"\#(target)"},"name":"b.txt"}"#))
    let read = send("GET", "\(Self.drive)/items/\(copied)")
    #expect(read["name"] == "b.txt")
    #expect(read["size"] == .number("5"))
    #expect(read["parentReference"]?.objectValue?["id"]?.stringValue == target)
    #expect(try tenant.download(Self.drive + "/root:/Plans/b.txt:/content").text == "hello")
    #expect(try tenant.download(Self.drive + "/root:/a.txt:/content").text == "hello")
    let again = try made(copy(id, #"{"parentReference":{"driveId":"\#(Self.ada)","id":"\#(target)"}}"#))
    #expect(send("GET", "\(Self.drive)/items/\(again)")["name"] == "a.txt")
    #expect(send("GET", Self.drive + "/root:/Plans:/children").values("name") == ["b.txt", "a.txt"])
  }

  @Test func filesBesideThemselves() throws {
    let id = try file("a.txt", "hello")
    #expect(error(copy(id, "{}")) == Self.taken)
    #expect(error(copy(id, "{}", "?@microsoft.graph.conflictBehavior=replace")) == Self.taken)
    let renamed = try made(copy(id, "{}", "?@microsoft.graph.conflictBehavior=rename"))
    #expect(send("GET", "\(Self.drive)/items/\(renamed)")["name"] == "a 1.txt")
    #expect(try made(copy(id, #"{"name":"c.txt"}"#)) != id)
    #expect(send("GET", Self.drive + "/root/children").values("name") == ["a.txt", "a 1.txt", "c.txt"])
  }

  @Test func foldersWithWhatIsInThem() throws {
    let plans = try folder("Plans")
    _ = try file("Plans/a.txt", "1")
    _ = try folder("Old", in: Self.drive + "/items/\(plans)")
    _ = try file("Plans/Old/b.txt", "2")
    let copied = try made(copy(plans, #"{"name":"Copies"}"#))
    #expect(copied != plans)
    for name in ["Plans", "Copies"] {
      #expect(send("GET", "\(Self.drive)/root:/\(name):/children").values("name") == ["a.txt", "Old"])
      #expect(try tenant.download("\(Self.drive)/root:/\(name)/a.txt:/content").text == "1")
      #expect(try tenant.download("\(Self.drive)/root:/\(name)/Old/b.txt:/content").text == "2")
    }
  }

  @Test func foldersInAnotherDrive() throws {
    let plans = try folder("Plans")
    _ = try file("Plans/a.txt", "1")
    let target = try folder("In", in: "/users/\(Self.bob)/drive/root")
    _ = try made(copy(plans, #"{"parentReference":{"driveId":"\#(Self.bob)","id":"\#(target)"}}"#))
    let there = "/users/\(Self.bob)/drive/root:/In/Plans/a.txt:/content"
    #expect(try tenant.download(there).text == "1")
    #expect(send("GET", "/users/\(Self.bob)/drive/items").values("name") == ["In", "Plans", "a.txt"])
    #expect(send("GET", Self.drive + "/items").values("name") == ["Plans", "a.txt"])
  }

  @Test("a copy into a drive that nobody had written to was 404") func drivesOfOthers() throws {
    let id = try file("a.txt", "1")
    let there = "/users/\(Self.bob)/drive"
    let copied = try made(copy(id, #"{"parentReference":{"driveId":"\#(Self.bob)","id":"\#(Self.bob)"}}"#))
    #expect(send("GET", there + "/root/children").values("id") == [copied])
    #expect(send("GET", "/drives").values("id").sorted() == [Self.ada, Self.bob])
    #expect(try tenant.download(there + "/root:/a.txt:/content").text == "1")
    let nobodys = #"{"parentReference":{"driveId":"33333333-3333-3333-3333-333333333333","id":"x"}}"#
    #expect(copy(id, nobodys).status == 404)
  }

  @Test(
    "the root of a drive was copied to where nothing had the copy",
    arguments: ["root", "items/root", "items/\(ada)"]) func roots(path: String) throws
  {
    let plans = try folder("Plans")
    let refused = "400 invalidRequest: The root of a drive can't be copied."
    for body in [#"{"name":"x"}"#, #"{"parentReference":{"id":"\#(plans)"},"name":"x"}"#] {
      #expect(error(send("POST", "\(Self.drive)/\(path)/copy", body)) == refused)
    }
    #expect(send("GET", Self.drive + "/items").values("id") == [plans])
  }

  @Test func filesHaveNoCopiesBelowThem() throws {
    let (first, second) = (try file("a.txt", "1"), try file("b.txt", "2"))
    #expect(
      error(copy(first, #"{"parentReference":{"id":"\#(second)"}}"#))
        == "400 invalidRequest: A file has no children.")
  }

  @Test func filesInThePlaceOfOthers() throws {
    let id = try file("a.txt", "new")
    let target = try folder("Plans")
    let old = try file("Plans/a.txt", "old")
    let body = #"{"parentReference":{"id":"\#(target)"}}"#
    #expect(error(copy(id, body)) == Self.taken)
    let copied = try made(copy(id, body, "?@microsoft.graph.conflictBehavior=replace"))
    #expect(copied == old)
    #expect(send("GET", Self.drive + "/root:/Plans:/children").values("id") == [old])
    #expect(try tenant.download(Self.drive + "/root:/Plans/a.txt:/content").text == "new")
    #expect(try tenant.download(Self.drive + "/root:/a.txt:/content").text == "new")
  }

  @Test("a folder and all that was in it went for a copy of another one") func foldersInThePlaceOfOthers()
    throws
  {
    let plans = try folder("Plans")
    _ = try file("Plans/a.txt", "1")
    _ = try file("Plans/b.txt", "2")
    let target = try folder("Other")
    let old = try folder("Plans", in: Self.drive + "/items/\(target)")
    let kept = [try file("Other/Plans/b.txt", "3"), try file("Other/Plans/c.txt", "4")]
    let body = #"{"parentReference":{"id":"\#(target)"}}"#
    #expect(try made(copy(plans, body, "?@microsoft.graph.conflictBehavior=replace")) == old)
    let children = send("GET", Self.drive + "/root:/Other/Plans:/children")
    #expect(children.values("name") == ["b.txt", "c.txt", "a.txt"])
    #expect(Array(children.values("id").prefix(2)) == kept)
    for (name, text) in [("a.txt", "1"), ("b.txt", "2"), ("c.txt", "4")] {
      #expect(try tenant.download("\(Self.drive)/root:/Other/Plans/\(name):/content").text == text)
    }
    #expect(send("GET", Self.drive + "/root:/Plans:/children").values("name") == ["a.txt", "b.txt"])
  }

  @Test("what is below a folder of another kind keeps a copy from it") func foldersWithWhatDoesNotFit() throws
  {
    let plans = try folder("Plans")
    _ = try file("Plans/a", "1")
    let target = try folder("Other")
    let old = try folder("Plans", in: Self.drive + "/items/\(target)")
    _ = try folder("a", in: Self.drive + "/items/\(old)")
    let body = #"{"parentReference":{"id":"\#(target)"}}"#
    #expect(error(copy(plans, body, "?@microsoft.graph.conflictBehavior=replace")) == Self.taken)
    #expect(send("GET", Self.drive + "/items").items.count == 5)
  }

  @Test func placesThatCannotBe() throws {
    let plans = try folder("Plans")
    let inner = try folder("Old", in: Self.drive + "/items/\(plans)")
    let inside = "400 invalidRequest: An item can't be copied into itself, or below itself."
    for target in [plans, inner] {
      #expect(error(copy(plans, #"{"parentReference":{"id":"\#(target)"},"name":"x"}"#)) == inside)
    }
    #expect(copy(plans, #"{"parentReference":{"id":"nothing"},"name":"x"}"#).status == 404)
    #expect(
      copy(plans, #"{"parentReference":{"driveId":"\#(Self.bob)","id":"\#(plans)"}}"#).status == 404)
    #expect(
      error(copy(plans, #"{"parentReference":{"path":"/drive/root:/Other"}}"#))
        == "501 NotImplemented: A copy goes to the folder that parentReference names by its id.")
    #expect(
      error(copy(plans, #"{"parentReference":{"driveId":"\#(Self.ada)"}}"#))
        == "400 invalidRequest: parentReference has no id.")
    #expect(
      error(copy(plans, #"{"name":"x","childrenOnly":true}"#))
        == "501 NotImplemented: A copy of the children alone is not made.")
    #expect(send("GET", Self.drive + "/items").values("name") == ["Plans", "Old"])
  }

  @Test func monitorsThatThereAreNot() throws {
    let url = try #require(copy(try file("a.txt", "1"), #"{"name":"b.txt"}"#).header("Location"))
    for other in [
      url.replacing("token=", with: "token=A"), String(url.dropLast(4)),
      "http://localhost:8585/v1.0/$monitor",
    ] {
      #expect(
        error(tenant.open(other)) == "404 itemNotFound: The monitor URL is unknown, or its time is over.")
    }
    let path = url.replacing("http://localhost:8585/v1.0", with: "")
    #expect(send("DELETE", path).status == 405)
  }
}
