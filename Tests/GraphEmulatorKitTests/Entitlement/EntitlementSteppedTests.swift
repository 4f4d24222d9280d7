import JSON
import Testing

/// With `processing: stepped` a client sees how a request is processed (entitlement-management 1.3).
@Suite struct EntitlementSteppedTests {
  private typealias Scene = EntitlementScene

  private static func scene(_ stages: String = "") throws -> Scene {
    let scene = try Scene(
      policy: """
        "requestorSettings": {"scopeType": "AllExistingDirectorySubjects", "acceptRequests": true},
        "requestApprovalSettings": {"isApprovalRequired": \(!stages.isEmpty), "approvalStages": [\(stages)]}
        """)
    try scene.emulator.load(#"{"settings": {"processing": "stepped"}}"#)
    return scene
  }

  private static func post(_ scene: Scene, _ more: String = "") throws -> String {
    let body = #"{"requestType": "userAdd", "assignment": {"accessPackageId": "\#(Scene.package)"}\#(more)}"#
    let reply = scene.send("POST", "/assignmentRequests", body, as: People.diego)
    #expect(reply["state"] == "submitted")
    return try #require(reply["id"]?.stringValue, "\(reply.text)")
  }

  private static func state(_ scene: Scene, _ id: String) -> [JSONValue?] {
    let reply = scene.get("/assignmentRequests/\(id)")
    return [reply["state"], reply["status"]]
  }

  /// As a list shows it, which moves nothing.
  private static func listed(_ scene: Scene) -> [String] {
    scene.get("/assignmentRequests").values("state")
  }

  @Test func eachGetShowsTheNextState() throws {
    let scene = try Self.scene()
    let id = try Self.post(scene)
    #expect(Self.listed(scene) == ["submitted"])
    #expect(Self.state(scene, id) == ["submitted", "Accepted"])
    #expect(scene.members == [])
    #expect(Self.state(scene, id) == ["delivering", "Delivering"])
    #expect(scene.members == [People.diego])
    #expect(Self.state(scene, id) == ["delivered", "Delivered"])
    #expect(scene.get("/assignments").values("state") == ["delivered"])
  }

  @Test func settingTheClockMovesEveryRequest() throws {
    let scene = try Self.scene()
    _ = try Self.post(scene)
    for state in ["submitted", "delivering", "delivered", "delivered"] {
      #expect(Self.listed(scene) == [state])
      try scene.emulator.load(#"{"clock": {"mode": "frozen", "now": "2026-01-31T08:15:30Z"}}"#)
    }
  }

  @Test func removalToo() throws {
    let scene = try Self.scene()
    let id = try Self.post(scene)
    for _ in 0..<3 { _ = Self.state(scene, id) }
    let assignment = try #require(scene.get("/assignments").values("id").first)
    let made = scene.send(
      "POST", "/assignmentRequests",
      #"{"requestType": "userRemove", "assignment": {"id": "\#(assignment)"}}"#, as: People.diego)
    let removal = try #require(made["id"]?.stringValue, "\(made.text)")
    #expect(Self.state(scene, removal) == ["submitted", "Accepted"])
    #expect(Self.state(scene, removal) == ["delivering", "Delivering"])
    #expect(scene.members == [])
    #expect(Self.state(scene, removal) == ["delivered", "Delivered"])
  }

  @Test func approvalInBetween() throws {
    let scene = try Self.scene(
      ##"{"primaryApprovers": [{"@odata.type": "#microsoft.graph.singleUser", "id": "\##(People.adele)"}]}"##)
    let id = try Self.post(scene)
    #expect(Self.state(scene, id) == ["submitted", "Accepted"])
    for _ in 0..<2 { #expect(Self.state(scene, id) == ["pendingApproval", "PendingApproval"]) }
    let stages = "/accessPackageAssignmentApprovals/\(id)/stages"
    let stage = try #require(scene.get(stages).values("id").first)
    #expect(
      scene.send("PATCH", "\(stages)/\(stage)", #"{"reviewResult": "Approve"}"#, as: People.adele).status
        == 204)
    #expect(Self.state(scene, id) == ["delivering", "Delivering"])
    #expect(Self.state(scene, id) == ["delivered", "Delivered"])
  }

  @Test func aCanceledRequestStays() throws {
    let scene = try Self.scene()
    let id = try Self.post(scene)
    #expect(scene.send("POST", "/assignmentRequests/\(id)/cancel").status == 200)
    for _ in 0..<2 { #expect(Self.state(scene, id) == ["canceled", "Canceled"]) }
  }

  /// What was begun ends when nothing is stepped any more.
  @Test func backToInstant() throws {
    let scene = try Self.scene()
    let id = try Self.post(scene)
    try scene.emulator.load(#"{"settings": {"processing": "instant"}}"#)
    _ = Self.state(scene, id)
    #expect(Self.listed(scene) == ["delivered"])
  }
}
