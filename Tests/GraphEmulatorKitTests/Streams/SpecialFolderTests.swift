import JSON
import TestSupport
import Testing

/// Folders that a drive has by name, as the page "Get a special folder by name" has them.
@Suite(
  "Special folders",
  .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct SpecialFolderTests: PublishedTenantTests {
  let tenant: PublishedTenant

  private static let users = [
    "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222",
  ]
  private static let special = "/users/\(users[0])/drive/special"

  init() throws {
    tenant = try PublishedTenant(
      """
      {"users":[{"id":"\(Self.users[0])","userPrincipalName":"ada@contoso.example"},
       {"id":"\(Self.users[1])","userPrincipalName":"bob@contoso.example"}]}
      """, .publishedV1)
  }

  @Test(
    "special folders were 404 in a drive that nobody had written to",
    arguments: [
      ("documents", "Documents"), ("Photos", "Photos"), ("cameraRoll", "Camera Roll"), ("approot", "Apps"),
      ("music", "Music"),
    ]) func areThere(name: String, title: String)
  {
    for drive in ["/users/\(Self.users[0])/drive", "/drives/\(Self.users[0])", "/me/drive"] {
      let folder = send("GET", "\(drive)/special/\(name)")
      #expect(folder.status == 200, "\(folder.text)")
      #expect(folder["id"]?.stringValue == name.lowercased())
      #expect(folder["name"]?.stringValue == title)
      #expect(folder["specialFolder"]?.objectValue?["name"]?.stringValue?.lowercased() == name.lowercased())
      #expect(send("GET", "\(drive)/special/\(name)/children").items.isEmpty)
    }
    #expect(send("GET", Self.special + "/other").status == 404)
  }

  @Test func holdFiles() throws {
    let path = Self.special + "/approot:/a.txt:/content"
    #expect(send("PUT", path, "[1]").status == 201)
    #expect(try tenant.download(path).text == "[1]")
    #expect(send("GET", Self.special + "/approot/children").values("name") == ["a.txt"])
    #expect(send("GET", Self.special + "/documents/children").items.isEmpty)
    let others = Self.special.replacing(Self.users[0], with: Self.users[1])
    #expect(send("GET", others + "/approot/children").items.isEmpty)
    let folder = try made(in: others + "/approot/children", #"{"name":"F","folder":{}}"#)
    #expect(send("GET", folder)["name"] == "F")
    #expect(send("GET", others + "/approot/children").values("name") == ["F"])
    #expect(send("GET", Self.special + "/approot/children").values("name") == ["a.txt"])
  }

  @Test func areListed() throws {
    let names = ["Documents", "Photos", "Camera Roll", "Apps", "Music"]
    #expect(send("GET", Self.special).values("name") == names)
    #expect(send("PATCH", Self.special + "/music", #"{"description":"loud"}"#).status < 300)
    #expect(Set(send("GET", Self.special).values("name")) == Set(names))
    #expect(send("GET", Self.special + "/music")["description"] == "loud")
  }

  @Test func doNotHideWhatIsElsewhere() throws {
    let root = "/users/\(Self.users[0])/drive/root"
    let folder = try make(root + "/children", #"{"name":"Plans","folder":{}}"#)
    let inner = try make(root + ":/Plans:/children", #"{"name":"Old","folder":{}}"#)
    #expect(send("GET", root + "/children").values("id") == [folder])
    #expect(send("GET", root + ":/Plans:/children").values("id") == [inner])
    #expect(send("GET", "/users/\(Self.users[0])/drive/items").values("id") == [folder, inner])
  }
}
