import HTTPMessages
import JSON
import TestSupport
import Testing

/// Files of drives, as the pages "driveItem: put content" and "driveItem: createUploadSession" have them.
@Suite(
  "Files of drives",
  .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct DriveFileTests: PublishedTenantTests {
  let tenant: PublishedTenant

  private static let user = PublishedTenant.ada
  private static let drive = "/users/\(user)/drive"

  init() throws {
    tenant = try .ofAda()
  }

  private func put(_ path: String, _ text: String, _ type: String = "text/plain") -> Reply {
    tenant.emulator.send("PUT", path, text, version: "v1.0", contentType: type)
  }

  @Test("the content of a new file was answered with 204, and what follows from it was null")
  func newFiles() throws {
    let path = Self.drive + "/root:/b.txt:"
    let made = put(path + "/content", "hello")
    #expect(made.status == 201, "\(made.text)")
    #expect(
      made["@odata.context"]?.stringValue
        == "http://localhost:8585/v1.0/$metadata#users('\(Self.user)')/drive/root/children/$entity")
    #expect(made["name"] == "b.txt")
    #expect(made["size"] == .number("5"))
    #expect(made["file"] == ["hashes": .null, "mimeType": "text/plain", "processingMetadata": .null])
    let tag = try #require(made.header("ETag"))
    #expect(made["cTag"] == .string(tag))
    #expect(made["eTag"]?.stringValue?.wholeMatch(of: /"[0-9a-f]+"/) != nil, "\(made.text)")
    let read = object(at: path)
    let link = "@microsoft.graph.downloadUrl"
    #expect(
      made.json.objectValue
        == read.changed([
          "@odata.context": made["@odata.context"] ?? .null, link: made[link] ?? .null,
        ]))
  }

  @Test("the content of a file that was there was answered with 204, and its members did not follow")
  func knownFiles() throws {
    let id = try make(
      Self.drive + "/root/children", #"{"name":"a","file":{"processingMetadata":true}}"#)
    let path = "\(Self.drive)/items/\(id)"
    let first = put(path + "/content", "hello")
    #expect(first.status == 200, "\(first.text)")
    let second = put(path + "/content", "<a/>", "image/svg+xml")
    #expect(second.status == 200, "\(second.text)")
    #expect(second["id"] == .string(id))
    #expect(second["size"] == .number("4"))
    let facet = try #require(second["file"]?.objectValue, "\(second.text)")
    #expect(facet["mimeType"] == "image/svg+xml")
    #expect(facet["processingMetadata"] == .bool(true))
    #expect(second["cTag"]?.stringValue == second.header("ETag"))
    #expect(second["eTag"] != first["eTag"] && second["cTag"] != first["cTag"])
    #expect(send("PATCH", path, #"{"name":"c"}"#).status < 300)
    let renamed = send("GET", path)
    #expect(renamed["cTag"] == second["cTag"] && renamed["eTag"] != second["eTag"], "\(renamed.text)")
  }

  @Test("an export had tags of bytes, which are others where it is loaded") func exportedFiles() throws {
    #expect(put(Self.drive + "/root:/b.txt:/content", "hello").status == 201)
    let exported = try tenant.emulator.export()
    let other = try PublishedTenant(exported, .publishedV1)
    #expect(try other.emulator.export() == exported)
    let read = other.send("GET", Self.drive + "/root:/b.txt:")
    #expect(read["size"] == .number("5"))
    #expect(
      try read["cTag"]?.stringValue
        == other.download(Self.drive + "/root:/b.txt:/content").header("ETag"))
  }

  @Test("an uploaded file had neither a size nor a type") func uploadedFiles() throws {
    let id = try make(Self.drive + "/root/children", #"{"name":"a","file":{}}"#)
    let path = "\(Self.drive)/items/\(id)"
    let session = send("POST", path + "/createUploadSession", "{}")
    let last = try upload("hello", to: session, type: "text/plain")
    #expect(last.status == 201, "\(last.text)")
    #expect(last["size"] == .number("5"))
    #expect(last["file"]?.objectValue?["mimeType"] == "text/plain")
    for name in ["eTag", "cTag"] {
      #expect(last[name]?.stringValue?.isEmpty == false, "\(last.text)")
    }
    #expect(object(at: path)["size"] == .number("5"))
  }
}
