import HTTPMessages
import JSON
import TestSupport
import Testing

/// Tags of objects: `If-Match` was ignored, so that whoever changed an object last had it.
@Suite(
  "Tags of objects",
  .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct EntityTagTests: PublishedTenantTests {
  let tenant: PublishedTenant

  private static let user = PublishedTenant.ada
  private static let other =
    "412 PreconditionFailed: The If-Match header does not match the current etag of the object."

  init() throws {
    tenant = try .ofAda()
  }

  private func change(
    _ method: String, _ path: String, _ body: String? = nil, knowing tag: String?,
    _ field: String = "If-Match"
  ) -> Reply {
    tenant.emulator.send(
      method, path, body, version: "v1.0", headers: tag.map { [HeaderField(field, $0)] } ?? [])
  }

  private func tag(_ reply: Reply) throws -> String {
    try #require(reply["@odata.etag"]?.stringValue, "\(reply.text)")
  }

  /// Pages "Update plannerTask", "Delete plannerBucket" and the like.
  @Test(arguments: [("plans", "title"), ("buckets", "name"), ("tasks", "title")])
  func changesNeedTheTag(set: String, name: String) throws {
    let place = set == "plans" ? #""owner":"a""# : #""planId":"\#(try makePlan())""#
    let made = send("POST", "/planner/\(set)", #"{"\#(name)":"a",\#(place)}"#)
    let path = "/planner/\(set)/\(try #require(made["id"]?.stringValue, "\(made.text)"))"
    let first = try tag(made)
    #expect(first.wholeMatch(of: /W\/"[0-9a-f]+"/) != nil)
    #expect(try tag(send("GET", path)) == first)
    #expect(send("GET", "/planner/\(set)").items.map { $0["@odata.etag"] } == [.string(first)])
    let body = #"{"\#(name)":"b"}"#
    for (method, body) in [("PATCH", body), ("DELETE", nil)] {
      #expect(
        error(change(method, path, body, knowing: nil))
          == "400 BadRequest: The If-Match header must be given for this request.")
      #expect(error(change(method, path, body, knowing: #"W/"x""#)) == Self.other)
    }
    #expect(send("GET", path)[name] == "a")
    #expect(change("PATCH", path, body, knowing: first).status == 204)
    let second = send("GET", path)
    #expect(second[name] == "b")
    #expect(try tag(second) != first)
    #expect(error(change("DELETE", path, knowing: first)) == Self.other)
    #expect(change("DELETE", path, knowing: try tag(second)).status == 204)
    #expect(send("GET", path).status == 404)
  }

  /// Clients read them before they change them, also where nobody has written any.
  @Test func detailsHaveOneFromTheBeginning() throws {
    let path = try makeTask() + "/details"
    let first = try tag(send("GET", path))
    #expect(change("PATCH", path, #"{"description":"x"}"#, knowing: first).status == 204)
    #expect(try tag(send("GET", path)) != first)
    #expect(error(change("PATCH", path, #"{"description":"y"}"#, knowing: first)) == Self.other)
    #expect(send("GET", path)["description"] == "x")
  }

  @Test func mailHasAChangeKeyToo() throws {
    let made = send("POST", "/users/\(Self.user)/messages", #"{"subject":"a"}"#)
    let path = "/users/\(Self.user)/messages/\(try #require(made["id"]?.stringValue))"
    let key = try #require(made["changeKey"]?.stringValue, "\(made.text)")
    #expect(try tag(made) == "W/\"\(key)\"")
    let refused = change("PATCH", path, #"{"subject":"b"}"#, knowing: "\"x\"")
    #expect(
      error(refused)
        == "412 ErrorIrresolvableConflict: The send or update operation could not be performed because the change key"
        + " passed in the request does not match the current change key for the item.")
    #expect(change("PATCH", path, #"{"subject":"b"}"#, knowing: "W/\"\(key)\"").status == 200)
    // It is the service that makes it, and nobody has to know it.
    let changed = send("PATCH", path, #"{"subject":"c","changeKey":"mine"}"#)
    #expect(changed.status == 200 && changed["subject"] == "c", "\(changed.text)")
    #expect(changed["changeKey"] != "mine" && changed["changeKey"] != .string(key))
    #expect(try tag(changed) == "W/\"\(changed["changeKey"]?.stringValue ?? "")\"")
  }

  @Test func driveItemsHaveTwo() throws {
    let root = "/users/\(Self.user)/drive/root"
    let made = send("PUT", root + ":/a.txt:/content", "hello")
    let item = "/users/\(Self.user)/drive/items/\(try #require(made["id"]?.stringValue, "\(made.text)"))"
    let missed = "412 resourceModified: ETag does not match current item's value."
    #expect(error(change("PATCH", item, #"{"name":"b.txt"}"#, knowing: "\"wrong\"")) == missed)
    #expect(error(change("DELETE", item, knowing: "\"wrong\"")) == missed)
    let tag = try #require(made["eTag"]?.stringValue)
    let renamed = change("PATCH", item, #"{"name":"b.txt"}"#, knowing: tag)
    #expect(renamed.status == 200 && renamed["name"] == "b.txt", "\(renamed.text)")
    #expect(renamed["eTag"] != made["eTag"] && renamed["cTag"] == made["cTag"], "\(renamed.text)")
    #expect(error(change("DELETE", item, knowing: tag)) == missed)
    #expect(change("DELETE", item, knowing: try #require(made["cTag"]?.stringValue)).status == 204)
    #expect(send("GET", item).status == 404)
  }

  @Test("PUT of bytes replaced them though there were to be none") func onlyNewBytes() throws {
    let file = "/users/\(Self.user)/drive/root:/a.txt:/content"
    #expect(change("PUT", file, "one", knowing: "*", "If-None-Match").status == 201)
    let second = change("PUT", file, "two", knowing: "*", "If-None-Match")
    #expect(error(second) == "412 resourceModified: ETag does not match current item's value.")
    #expect(try tenant.download(file).text == "one")
    #expect(change("PUT", file, "two", knowing: nil).status == 200)
    #expect(try tenant.download(file).text == "two")
  }
}
