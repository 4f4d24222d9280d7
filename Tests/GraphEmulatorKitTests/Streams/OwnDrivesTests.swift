import JSON
import TestSupport
import Testing

/// The drives of users, groups and sites, as the pages "List available drives" and "Get drive" have them.
@Suite(
  "Drives of an object",
  .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct OwnDrivesTests: PublishedTenantTests {
  let tenant: PublishedTenant

  init() throws { tenant = try PublishedTenant.ofAda() }

  private func path(_ kind: String) throws -> String {
    switch kind {
    case "user": "/users/\(PublishedTenant.ada)"
    case "site": "/sites/root"
    default:
      try made(
        in: "/groups",
        #"{"displayName":"Crew","mailNickname":"crew","groupTypes":["Unified"],"mailEnabled":true,"securityEnabled":false}"#
      )
    }
  }

  private func shown(_ drive: Reply) -> [String?] {
    ["driveType", "name"].map { drive[$0]?.stringValue }
  }

  @Test(
    "a list of drives was empty, and a drive had no type",
    arguments: [
      ("user", ["business", "OneDrive"]), ("group", ["documentLibrary", "Documents"]),
      ("site", ["documentLibrary", "Documents"]),
    ]) func theOwnDriveIsAmongThem(kind: String, values: [String]) throws
  {
    let path = try path(kind)
    let drive = send("GET", path + "/drive")
    let id = try #require(drive["id"]?.stringValue)
    #expect(shown(drive) == values)
    #expect(shown(send("GET", "\(path)/drives/\(id)")) == values)
    #expect(send("GET", path + "/drives").values("id") == [])
    #expect(send("POST", path + "/drive/root/children", #"{"name":"a","folder":{}}"#).status == 201)
    let list = send("GET", path + "/drives")
    #expect(list.values("id") == [id] && list.values("driveType") == [values[0]], "\(list.text)")
    #expect(shown(send("GET", path + "/drive")) == values)
    #expect(send("GET", "\(path)/drives/\(id)/root/children").values("name") == ["a"])
    #expect(send("POST", path + "/drives", #"{"name":"b"}"#).status == 405)
  }

  @Test func itKeepsWhatWasWritten() {
    let path = "/users/\(PublishedTenant.ada)/drive"
    #expect(send("PATCH", path, #"{"name":"Mine"}"#).status == 200)
    #expect(shown(send("GET", path)) == ["business", "Mine"])
  }
}
