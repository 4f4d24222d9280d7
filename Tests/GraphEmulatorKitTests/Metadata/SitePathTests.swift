import JSON
import TestSupport
import Testing

/// Sites by path, as the page "Get a site resource by path" has them.
@Suite(
  "Paths of sites",
  .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct SitePathTests: PublishedTenantTests {
  let tenant: PublishedTenant

  init() throws {
    tenant = try PublishedTenant("{}", .publishedV1)
  }

  private func site(_ url: String) throws -> String {
    try make("/sites", #"{"webUrl":"\#(url)"}"#)
  }

  @Test(
    "a path below the root site was 404",
    arguments: [
      "root:/teams/hr", "root:/teams/hr:", "Root:/Teams/HR", "root%3A%2Fteams%2Fhr",
      "root%3A%2Fteams%2Fhr%3A",
      "contoso.sharepoint.com:/teams/hr", "contoso.sharepoint.com%3A%2Fteams%2Fhr%3A",
    ]) func pathsBelowTheRoot(path: String) throws
  {
    let id = try site("https://contoso.sharepoint.com/teams/hr")
    #expect(send("GET", "/sites/\(path)")["id"]?.stringValue == id)
    #expect(send("GET", "/sites/root:/teams/other").status == 404)
  }

  @Test func pathsBelowASiteBelowTheRoot() throws {
    let id = try site("https://contoso.sharepoint.com/teams/hr")
    let list = try make("/sites/root:/teams/hr:/lists", #"{"displayName":"Plans"}"#)
    #expect(send("GET", "/sites/\(id)/lists").values("id") == [list])
    #expect(send("GET", "/sites/root:/teams/hr:/lists").values("id") == [list])
  }

  @Test("the root site may have another URL") func theRootMovesOn() throws {
    #expect(send("PATCH", "/sites/root", #"{"webUrl":"https://fabrikam.example/"}"#).status < 300)
    let id = try site("https://fabrikam.example/teams/hr")
    _ = try site("https://contoso.sharepoint.com/teams/hr")
    #expect(send("GET", "/sites/root:/teams/hr")["id"]?.stringValue == id)
  }

  @Test(
    "a slash between the quotes of a function's parameter was the end of a segment", arguments: ["/", "%2F"])
  func pathsOfFunctions(slash: String) throws {
    let id = try site("https://contoso.sharepoint.com/teams/hr")
    let path = "/sites/root/getByPath(path='\(slash)teams\(slash)hr')"
    #expect(send("GET", path)["id"]?.stringValue == id)
    let list = try make("/sites/\(id)/lists", #"{"displayName":"Plans"}"#)
    #expect(send("GET", path + "/lists").values("id") == [list])
  }
}
