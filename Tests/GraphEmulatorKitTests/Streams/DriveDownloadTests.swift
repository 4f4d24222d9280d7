import HTTPMessages
import JSON
import TestSupport
import Testing

/// Where the bytes of files are, as the page "Download a file" has it.
@Suite(
  "Downloads from drives",
  .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct DriveDownloadTests: PublishedTenantTests {
  let tenant: PublishedTenant

  private static let user = PublishedTenant.ada
  private static let root = "/users/\(user)/drive/root"
  private static let file = root + ":/b.txt:"
  private static let link = "@microsoft.graph.downloadUrl"

  init() throws {
    tenant = try .ofAda()
    let made = tenant.emulator.send(
      "PUT", Self.file + "/content", "hello", version: "v1.0", contentType: "text/plain")
    #expect(made.status == 201, "\(made.text)")
  }

  @Test("the content of a file was answered with its bytes, not with where they are") func contents() throws {
    let reply = send("GET", Self.file + "/content")
    #expect(reply.status == 302)
    #expect(reply.text.isEmpty)
    let url = try #require(reply.header("Location"))
    #expect(url.hasPrefix("http://localhost:8585/v1.0/$download?token="), "\(url)")
    let bytes = tenant.open(url)
    #expect(bytes.status == 200)
    #expect(bytes.text == "hello")
    #expect(bytes.header("Content-Type") == "text/plain")
    #expect(bytes.header("ETag") == send("GET", Self.file)["cTag"]?.stringValue)
  }

  @Test func partsOfFiles() throws {
    let part = try tenant.download(Self.file + "/content", [HeaderField("Range", "bytes=1-2")])
    #expect(part.status == 206)
    #expect(part.text == "el")
    #expect(part.header("Content-Range") == "bytes 1-2/5")
  }

  /// Page "Download driveItem content": the tag of the item counts as that of its bytes does.
  @Test(arguments: ["eTag", "cTag"]) func knownContents(name: String) throws {
    let tag = try #require(send("GET", Self.file)[name]?.stringValue)
    for (field, value, status) in [
      ("If-None-Match", tag, 304), ("If-None-Match", "\"x\"", 302), ("If-Match", tag, 302),
      ("If-Match", "\"x\"", 412),
    ] {
      let reply = tenant.emulator.send(
        "GET", Self.file + "/content", version: "v1.0", headers: [HeaderField(field, value)])
      #expect(reply.status == status, "\(field): \(value)")
    }
    let bytes = try tenant.download(Self.file + "/content", [HeaderField("If-None-Match", tag)])
    #expect(bytes.status == (name == "cTag" ? 304 : 200))
  }

  @Test("an item did not say where its bytes are", arguments: [root + ":/b.txt", file])
  func links(path: String) throws {
    let item = object(at: path)
    #expect(item.names.prefix(3) == ["@odata.context", Self.link, "id"])
    #expect(tenant.open(try #require(item[Self.link]?.stringValue)).text == "hello")
    let selected = object(at: path + "?$select=name,\(Self.link)")
    #expect(selected.names == ["@odata.context", Self.link, "name"])
    #expect(tenant.open(try #require(selected[Self.link]?.stringValue)).text == "hello")
    #expect(object(at: path + "?$select=name").names == ["@odata.context", "name"])
  }

  @Test func whatHasNoBytesHasNoLink() throws {
    let folder = try made(in: Self.root + "/children", #"{"name":"F","folder":{}}"#)
    for path in [Self.root, folder.replacing("root/children", with: "items")] {
      #expect(object(at: path)[Self.link] == nil)
      let reply = send("GET", path + "/content")
      #expect(reply.status == 404, "\(reply.text)")
    }
  }
}
