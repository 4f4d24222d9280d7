import JSON
import TestSupport
import Testing

/// Where items of a drive may be (pages "Move a driveItem to a new folder" and "Delete a driveItem").
@Suite(
  "Where drive items may be",
  .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct DriveMoveTests: PublishedTenantTests {
  let tenant: PublishedTenant

  private static let user = PublishedTenant.ada
  private static let drive = "/users/\(user)/drive"
  private static let items = "\(drive)/items"
  private static let folder = #""folder":{}"#

  init() throws {
    tenant = try .ofAda()
  }

  private func folder(_ name: String, in parent: String) throws -> String {
    try make("\(parent)/children", #"{"name":"\#(name)",\#(Self.folder)}"#)
  }

  private func move(_ item: String, _ reference: String) -> Reply {
    send("PATCH", "\(Self.items)/\(item)", #"{"parentReference":\#(reference)}"#)
  }

  @Test(
    "the root of a drive, and the drive, could be deleted",
    arguments: [
      drive, "\(drive)/root", "\(items)/root", "\(items)/\(user)", "/drives/\(user)", "/drives/\(user)/root",
      "/me/drive",
    ]) func whatStays(path: String) throws
  {
    let kept = try folder("A", in: Self.drive + "/root")
    #expect(send("DELETE", path).status == 405)
    #expect(send("GET", Self.drive + "/root/children").values("id") == [kept])
  }

  @Test("an item could be put into itself, below itself, or nowhere") func placesThatAreNone() throws {
    let outer = try folder("A", in: Self.drive + "/root")
    let inner = try folder("B", in: "\(Self.items)/\(outer)")
    let file = try make(Self.drive + "/root/children", #"{"name":"n.pdf","file":{}}"#)
    let inside = "400 invalidRequest: An item can't be moved into itself, or below itself."
    #expect(error(move(outer, #"{"id":"\#(outer)"}"#)) == inside)
    #expect(error(move(outer, #"{"id":"\#(inner)"}"#)) == inside)
    #expect(error(move(outer, #"{"path":"/drive/root:/A/B"}"#)) == inside)
    #expect(error(move("root", #"{"id":"\#(outer)"}"#)) == inside)
    let missing = "404 itemNotFound: The resource could not be found."
    for reference in [#"{"id":"nothing"}"#, #"{"id":"root"}"#, #"{"path":"/drive/root:/A/C"}"#] {
      #expect(error(move(inner, reference)) == missing, "\(reference)")
    }
    #expect(error(move(outer, #"{"id":"\#(file)"}"#)) == "400 invalidRequest: A file has no children.")
    #expect(send("GET", Self.drive + "/root/children").values("id") == [outer, file])
    #expect(send("GET", "\(Self.items)/\(outer)/children").values("id") == [inner])
  }

  @Test(
    "a path was stored, and the item was in no folder any more",
    arguments: [
      ("/drive/root:/A/B%20C", true), ("/drives/\(user)/root:/a/b c", true), ("/drive/root:", false),
      ("/drive/root", false),
    ]) func foldersByTheirPaths(path: String, isDeep: Bool) throws
  {
    let outer = try folder("A", in: Self.drive + "/root")
    let inner = try folder("B C", in: "\(Self.items)/\(outer)")
    let item = try folder("D", in: "\(Self.items)/\(outer)")
    let moved = move(item, #"{"path":"\#(path)"}"#)
    #expect(moved.status == 200, "\(moved.text)")
    let parent = isDeep ? .string(inner) : send("GET", Self.drive + "/root")["id"]
    #expect(moved["parentReference"]?.objectValue?["id"] == parent)
    #expect(moved["parentReference"]?.objectValue?["path"] ?? .null == .null)
    let children = isDeep ? "\(Self.items)/\(inner)/children" : Self.drive + "/root/children"
    #expect(send("GET", children).values("id") == (isDeep ? [item] : [outer, item]))
    #expect(send("GET", "\(Self.items)/\(outer)/children").values("id") == [inner])
  }

  @Test func foldersByTheirIds() throws {
    let outer = try folder("A", in: Self.drive + "/root")
    let item = try folder("D", in: Self.drive + "/root")
    let moved = send(
      "PATCH", "\(Self.items)/\(item)", #"{"name":"E","parentReference":{"id":"\#(outer)"}}"#)
    #expect(moved.status == 200 && moved["name"] == "E", "\(moved.text)")
    #expect(send("GET", "\(Self.items)/\(outer)/children").values("id") == [item])
    // What names no folder leaves it where it is.
    #expect(move(item, #"{"driveId":"\#(Self.user)"}"#).status == 200)
    #expect(send("GET", "\(Self.items)/\(outer)/children").values("id") == [item])
  }

  @Test("a file had children, and a folder bytes") func filesAreNoFolders() throws {
    let root = Self.drive + "/root"
    #expect(send("PUT", root + ":/n.pdf:/content", "%PDF").status == 201)
    let kept = try folder("F1", in: root)
    let file = try #require(send("GET", root + ":/n.pdf")["id"]?.stringValue)
    let childless = "400 invalidRequest: A file has no children."
    #expect(error(send("PUT", root + ":/n.pdf/y.txt:/content", "y")) == childless)
    #expect(error(send("POST", "\(Self.items)/\(file)/children", #"{"name":"y"}"#)) == childless)
    let contentless = "400 invalidRequest: A folder has no content."
    #expect(error(send("PUT", "\(Self.items)/\(kept)/content", "y")) == contentless)
    #expect(error(send("POST", "\(Self.items)/\(kept)/createUploadSession", "{}")) == contentless)
    #expect(send("GET", root + "/children").values("name") == ["n.pdf", "F1"])
    #expect(send("GET", "\(Self.items)/\(file)/children").items.isEmpty)
  }

  @Test("what had children became a file") func whatHasChildrenTakesNoBytes() throws {
    let item = "\(Self.items)/\(try make(Self.drive + "/root/children", #"{"name":"bare"}"#))"
    let begun = send("POST", item + "/createUploadSession", "{}")
    #expect(begun.status == 200, "\(begun.text)")
    let child = try make(item + "/children", #"{"name":"a"}"#)
    let childless = "400 invalidRequest: A file has no children."
    #expect(error(send("PUT", item + "/content", "x")) == childless)
    #expect(error(send("POST", item + "/createUploadSession", "{}")) == childless)
    #expect(send("GET", item)["file"] == .null)
    #expect(send("DELETE", "\(Self.items)/\(child)").status == 204)
    #expect(send("PUT", item + "/content", "x").status == 200)
    #expect(error(send("POST", item + "/children", #"{"name":"a"}"#)) == childless)
  }

  @Test("clients wrote what the service computes") func computedMembersStay() throws {
    let made = send("PUT", Self.drive + "/root:/a.txt:/content", "hello")
    let path = "\(Self.items)/\(try #require(made["id"]?.stringValue, "\(made.text)"))"
    let changed = send(
      "PATCH", path,
      #"{"name":"b.txt","size":999,"eTag":"x","cTag":"y","file":{"mimeType":"z/z"},"folder":{}}"#)
    #expect(changed.status == 200 && changed["name"] == "b.txt", "\(changed.text)")
    for name in ["size", "cTag", "file", "folder"] { #expect(changed[name] == made[name], "\(name)") }
    #expect(changed["eTag"] != "x")
  }

  @Test("a message could be put into a folder that is none") func mailStaysInItsFolder() throws {
    let path = "/users/\(Self.user)/messages/\(try make("/users/\(Self.user)/messages", #"{"subject":"a"}"#))"
    let changed = send("PATCH", path, #"{"subject":"b","parentFolderId":"nosuch"}"#)
    #expect(changed.status == 200 && changed["subject"] == "b", "\(changed.text)")
    #expect(changed["parentFolderId"] == "drafts")
  }
}
