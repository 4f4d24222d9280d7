import HTTPMessages
import JSON
import Testing

/// `EntitlementMgmt-SubjectAccess.ReadWrite` alone lets users do what concerns them, and nothing else.
@Suite struct EntitlementSelfServiceTests {
  private typealias Scene = EntitlementScene

  private static let own = "EntitlementMgmt-SubjectAccess.ReadWrite"
  private static let refused = WholeAnswer.error(
    403, "UnAuthorized", "User is not authorized to perform the operation. Reason: Unauthorized")

  private static func scene(_ more: String = "") throws -> Scene {
    try Scene(
      policy: """
        "canExtend": true,
        "requestorSettings": {"scopeType": "AllExistingDirectorySubjects", "acceptRequests": true}\(more)
        """)
  }

  private static func send(
    _ scene: Scene, _ path: String, _ body: String? = nil, as user: String = People.diego,
    scopes: String = own
  ) -> Reply {
    scene.emulator.send(
      "POST", Scene.root + path, body, version: "v1.0",
      headers: [UnsignedToken.delegated(scopes, user: user)])
  }

  private static func ask(_ type: String, _ members: String) -> String {
    """
    {"requestType":"\(type)","assignment":{"accessPackageId":"\(Scene.package)"\(members)}}
    """
  }

  private static let policy = #","assignmentPolicyId":"\#(EntitlementScene.policy)""#

  private static func target(_ user: String) -> String { #","targetId":"\#(user)""# }

  private static func change(_ scene: Scene, _ type: String) throws -> String {
    let id = try #require(scene.get("/assignments?$select=id").values("id").first)
    return #"{"requestType":"\#(type)","assignment":{"id":"\#(id)"}}"#
  }

  @Test(arguments: [
    ("adminAdd", policy + target(People.alex)), ("adminAdd", policy + target(People.diego)),
    ("userAdd", target(People.alex)), ("onBehalfAdd", policy + target(People.alex)),
  ])
  func additions(type: String, members: String) throws {
    let scene = try Self.scene()
    #expect(Self.send(scene, "/assignmentRequests", Self.ask(type, members)).whole == Self.refused)
    #expect(scene.get("/assignmentRequests").items.isEmpty)
    #expect(scene.get("/assignments").items.isEmpty)
    #expect(scene.members == [])
  }

  @Test(arguments: ["", policy + target(People.diego), #","target":{"objectId":"\#(People.diego)"}"#])
  func ownAccess(members: String) throws {
    let scene = try Self.scene()
    #expect(Self.send(scene, "/assignmentRequests", Self.ask("userAdd", members)).status == 201)
    #expect(scene.members == [People.diego])
    for type in ["adminUpdate", "adminRemove"] {
      #expect(Self.send(scene, "/assignmentRequests", try Self.change(scene, type)).whole == Self.refused)
    }
    for type in ["userUpdate", "userRemove"] {
      let body = try Self.change(scene, type)
      #expect(Self.send(scene, "/assignmentRequests", body, as: People.alex).whole == Self.refused)
    }
    #expect(scene.members == [People.diego])
    #expect(Self.send(scene, "/assignmentRequests", try Self.change(scene, "userUpdate")).status == 201)
    #expect(Self.send(scene, "/assignmentRequests", try Self.change(scene, "userRemove")).status == 201)
    #expect(scene.members == [])
  }

  @Test func cancelling() throws {
    let scene = try Self.scene(
      #", "requestApprovalSettings": {"isApprovalRequired": true, "approvalStages": [{}]}"#)
    let made = Self.send(scene, "/assignmentRequests", Self.ask("userAdd", ""))
    let path = "/assignmentRequests/\(try #require(made["id"]?.stringValue, "\(made.text)"))"
    #expect(Self.send(scene, "\(path)/cancel", as: People.alex).whole == Self.refused)
    #expect(scene.get(path)["state"] == "pendingApproval")
    #expect(Self.send(scene, "\(path)/cancel").status == 200)
    #expect(scene.get(path)["state"] == "canceled")
  }

  /// Any other permission that the route takes is for everybody's access.
  @Test func administrators() throws {
    let scene = try Self.scene()
    let scopes = "\(Self.own) EntitlementManagement.ReadWrite.All"
    let body = Self.ask("adminAdd", Self.policy + Self.target(People.alex))
    #expect(Self.send(scene, "/assignmentRequests", body, scopes: scopes).status == 201)
    #expect(scene.members == [People.alex])
    let removal = try Self.change(scene, "adminRemove")
    #expect(
      Self.send(scene, "/assignmentRequests", removal, scopes: "\(Self.own) User.ReadWrite.All").whole
        == Self.refused)
    #expect(Self.send(scene, "/assignmentRequests", removal, scopes: scopes).status == 201)
    #expect(scene.members == [])
  }
}
