import GraphEmulatorKit
import HTTPMessages
import JSON
import TestSupport
import Testing

/// URLs that need no token lead to the tenant that told them, however the request for them named it.
@Suite(
  "URLs that need no token",
  .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct OpenLinkTests {
  private static let user = "11111111-1111-1111-1111-111111111111"
  private static let users = #""users":[{"id":"\#(user)","userPrincipalName":"ada@contoso.example"}]"#
  private static let file = "/users/\(user)/drive/root:/a.txt:"
  private static let root = "http://localhost:8585"

  private let emulator: TestEmulator

  init() throws {
    emulator = try PublishedTenant("{\(Self.users)}", .publishedV1).emulator
    let made = emulator.send(
      "POST", "/tenants", #"{"id":"hd","seed":{\#(Self.users)}}"#, version: "_emulator")
    #expect(made.status == 201, "\(made.text)")
  }

  /// Without a header of a tenant and without a token.
  private func open(_ method: String, _ url: String, _ body: String? = nil, _ fields: [HeaderField] = [])
    -> Reply
  {
    let path = url.replacing(Self.root + "/", with: "")
    let first = path.prefix { $0 != "/" }
    return emulator.send(
      method, String(path.dropFirst(first.count)), body, version: String(first),
      headers: [HeaderField("Authorization", "")] + fields, contentType: "text/plain")
  }

  @Test(
    "the URL of an upload or of a download led to the main tenant",
    arguments: [
      (["x-emulator-tenant": "hd"], "", "/tenants/hd/v1.0/"), ([:], "/tenants/hd", "/tenants/hd/v1.0/"),
      ([:], "", "/v1.0/"), (["x-emulator-tenant": "default"], "", "/v1.0/"),
    ] as [([String: String], String, String)])
  func leadToTheTenant(headers: [String: String], prefix: String, base: String) throws {
    let fields = headers.map { HeaderField($0.key, $0.value) }
    let send = { (method: String, path: String, body: String?) -> Reply in
      prefix.isEmpty
        ? emulator.send(method, path, body, version: "v1.0", headers: fields)
        : emulator.send(method, "/hd/v1.0" + path, body, version: "tenants", headers: fields)
    }
    let session = send("POST", Self.file + "/createUploadSession", "{}")
    let upload = try #require(session["uploadUrl"]?.stringValue, "\(session.text)")
    #expect(upload.hasPrefix(Self.root + base + "$upload?token="), "\(upload)")
    let done = open("PUT", upload, "hello", [HeaderField("Content-Range", "bytes 0-4/5")])
    #expect(done.status == 201, "\(done.text)")
    let content = send("GET", Self.file + "/content", nil)
    #expect(content.status == 302, "\(content.text)")
    let download = try #require(content.header("Location"))
    #expect(download.hasPrefix(Self.root + base + "$download?token="), "\(download)")
    #expect(open("GET", download).text == "hello")
    let link = try #require(send("GET", Self.file, nil)["@microsoft.graph.downloadUrl"]?.stringValue)
    #expect(open("GET", link).text == "hello")
    let copied = send("POST", Self.file + "/copy", #"{"name":"b.txt"}"#)
    #expect(copied.status == 202, "\(copied.text)")
    let monitor = try #require(copied.header("Location"))
    #expect(monitor.hasPrefix(Self.root + base + "$monitor?token="), "\(monitor)")
    #expect(open("GET", monitor)["status"] == "completed")
  }
}
