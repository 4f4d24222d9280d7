import JSON
import TestSupport
import Testing

/// A drive that a seed brings is the one of its object, by whichever path.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct SeededDriveTests {
  private static let user = "11111111-1111-1111-1111-111111111111"

  private static func tenant(_ root: String, _ drive: String = "") throws -> PublishedTenant {
    try PublishedTenant(
      """
      {"users":[{"id":"\(user)","userPrincipalName":"ada@contoso.example","drive":{\(drive)
       "root":{\(root)"children":[{"name":"D","folder":{}}]}}}]}
      """, .publishedV1)
  }

  @Test("its id was made up, and what it has was not below it", arguments: ["", #""id":"r","#])
  func itHasTheIdOfItsObject(root: String) throws {
    let tenant = try Self.tenant(root)
    let drive = tenant.send("GET", "/users/\(Self.user)/drive")
    #expect(drive["id"] == .string(Self.user) && drive["driveType"] == "business", "\(drive.text)")
    for path in ["/users/\(Self.user)/drive", "/drives/\(Self.user)"] {
      #expect(tenant.send("GET", path + "/root/children").values("name").first == "D", "\(path)")
      #expect(tenant.send("GET", path + "/root:/D")["name"] == "D", "\(path)")
      let file = "\(path)/root:/\(path.count).txt:/content"
      #expect(tenant.send("PUT", file, "a").status == 201)
      #expect(tenant.send("GET", file).status == 302)
    }
    let problem = try ExportedAgain(tenant.emulator).problem
    #expect(problem == nil, "\(problem ?? "")")
  }

  @Test func anIdOfItsOwnLeadsToItToo() throws {
    let tenant = try Self.tenant("", #""id":"zz","#)
    #expect(tenant.send("GET", "/users/\(Self.user)/drive")["id"] == "zz")
    #expect(tenant.send("GET", "/drives/zz/root/children").values("name") == ["D"])
  }
}
