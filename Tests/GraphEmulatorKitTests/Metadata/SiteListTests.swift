import JSON
import TestSupport
import Testing

/// Lists of sites, as the pages "Get metadata for a list" and "Create a new list" have them.
@Suite(
  "Lists of sites",
  .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct SiteListTests: PublishedTenantTests {
  let tenant: PublishedTenant

  init() throws { tenant = try PublishedTenant("{}", .publishedV1) }

  @Test("a list was not found by its title") func aListByItsTitle() throws {
    let id = try make("/sites/root/lists", #"{"displayName":"Open Books"}"#)
    for path in [
      "/sites/root/lists/\(id)", "/sites/root/lists/Open%20Books", "/sites/root/lists/open%20books",
    ] {
      let list = send("GET", path)
      #expect(list["id"]?.stringValue == id, "\(path): \(list.text)")
      #expect(list["name"] == "Open Books")
      #expect(list["webUrl"] == "https://contoso.sharepoint.com/Lists/Open Books")
    }
    let item = try make("/sites/root/lists/Open%20Books/items", #"{"fields":{"Title":"a"}}"#)
    #expect(send("GET", "/sites/root/lists/\(id)/items").values("id") == [item])
    #expect(send("GET", "/sites/root/lists/Closed").status == 404)
  }

  @Test("two lists of a site had one title") func titlesAreTaken() throws {
    _ = try make("/sites/root/lists", #"{"displayName":"Books"}"#)
    #expect(
      error(send("POST", "/sites/root/lists", #"{"displayName":"books"}"#))
        == "409 nameAlreadyExists: A list with this name already exists.")
    let other = try made(
      in: "/sites", #"{"displayName":"Other","webUrl":"https://contoso.sharepoint.com/sites/o"}"#)
    let list = send("POST", other + "/lists", #"{"displayName":"Books","name":"b"}"#)
    #expect(list.status == 201 && list["name"] == "b", "\(list.text)")
    #expect(list["webUrl"] == "https://contoso.sharepoint.com/sites/o/Lists/Books")
  }

  /// A seed gives what id it likes.
  @Test func aListOfASeedByItsId() throws {
    let seed = #"{"sites":[{"id":"s","webUrl":"https://x","lists":[{"id":"L1","displayName":"Books"}]}]}"#
    let tenant = try PublishedTenant(seed, .publishedV1)
    for key in ["L1", "Books"] {
      #expect(tenant.send("GET", "/sites/s/lists/\(key)")["displayName"] == "Books")
    }
  }
}
