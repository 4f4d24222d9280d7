import JSON
import Testing

/// Both shapes of an assignment request are taken by every set that takes one, and answered in the version's own.
@Suite struct EntitlementRequestShapeTests {
  static let sets = [
    ("v1.0", "assignmentRequests"), ("beta", "assignmentRequests"),
    ("beta", "accessPackageAssignmentRequests"),
  ]

  private typealias Scene = EntitlementScene

  static let assignments = [
    """
    {"targetId": "\(People.diego)", "assignmentPolicyId": "\(EntitlementScene.policy)",
     "accessPackageId": "\(EntitlementScene.package)"}
    """,
    """
    {"target": {"objectId": "\(People.diego)"}, "assignmentPolicy": {"id": "\(EntitlementScene.policy)"},
     "accessPackage": {"id": "\(EntitlementScene.package)"}}
    """,
    """
    {"target": {"objectId": "\(People.diego)"}, "accessPackageAssignmentPolicy": {"id": "\(EntitlementScene.policy)"},
     "accessPackage": {"id": "\(EntitlementScene.package)"}}
    """,
  ]

  private static func body(_ name: String, _ assignment: String, _ type: String = "adminAdd") -> String {
    """
    {"requestType": "\(type)", "\(name)": \(assignment), "justification": "Needs it",
     "schedule": {"startDateTime": "2026-01-31T08:00:00Z",
       "expiration": {"type": "afterDateTime", "endDateTime": "2026-03-01T00:00:00Z"}}}
    """
  }

  private static let schedule = """
    {"expiration":{"duration":null,"endDateTime":"2026-03-01T00:00:00Z","type":"afterDateTime"},
     "recurrence":null,"startDateTime":"2026-01-31T08:00:00Z"}
    """

  @Test(arguments: ["assignment", "accessPackageAssignment"], assignments)
  func v1(name: String, assignment: String) throws {
    let scene = try Scene()
    let reply = scene.send("POST", "/assignmentRequests", Self.body(name, assignment))
    let id = try #require(reply["id"]?.stringValue, "\(reply.text)")
    #expect(
      reply.whole
        == .created(
          "V\(Scene.root)/assignmentRequests/\(id)",
          """
          {"@odata.context":"V/$metadata#identityGovernance/entitlementManagement/assignmentRequests/$entity",
           "id":"\(id)","requestType":"adminAdd","state":"submitted","status":"Accepted",
           "createdDateTime":"\(Scene.moment)","completedDateTime":null,"schedule":\(Self.schedule),
           "answers":[],"justification":"Needs it","customExtensionCalloutInstances":[],"parameters":null}
          """))
    #expect(scene.get("/assignmentRequests/\(id)?$select=state")["state"] == "delivered")
    #expect(scene.members == [People.diego])
  }

  @Test(arguments: ["assignment", "accessPackageAssignment"], assignments)
  func beta(name: String, assignment: String) throws {
    for set in ["assignmentRequests", "accessPackageAssignmentRequests"] {
      let scene = try Scene()
      let reply = scene.send("POST", "/\(set)", Self.body(name, assignment, "AdminAdd"), version: "beta")
      #expect(reply.status == 201, "\(reply.text)")
      let id = try #require(reply["id"]?.stringValue)
      let place = "B/$metadata#identityGovernance/entitlementManagement/\(set)/$entity"
      #expect(reply.whole.body.hasPrefix(#"{"@odata.context":"\#(place)","#))
      #expect(reply.whole.headers.contains("Location: B\(Scene.root)/\(set)/\(id)"))
      let read = scene.get("/\(set)/\(id)", version: "beta")
      #expect(read["@odata.context"] == reply["@odata.context"])
      #expect(reply["requestState"] == "Submitted")
      #expect(reply["requestStatus"] == "Accepted")
      #expect(reply["justification"] == "Needs it")
      #expect(reply["schedule"]?.text == (try JSONValue.parse(Self.schedule)).text)
      #expect(scene.members == [People.diego])
    }
  }

  /// The ids are read where they are asked for, and are none of what v1.0 shows by itself.
  @Test func theAssignment() throws {
    let scene = try Scene()
    scene.send("POST", "/assignmentRequests", Self.body("assignment", Self.assignments[0]))
    let whole = scene.get("/assignments?$expand=accessPackage($select=id),assignmentPolicy($select=id)")
    let assignment = try #require(whole.items.first)
    #expect(
      assignment.names == [
        "id", "state", "status", "expiredDateTime", "schedule", "customExtensionCalloutInstances",
        "accessPackage", "assignmentPolicy",
      ])
    #expect(assignment["accessPackage"] == ["id": .string(Scene.package)])
    #expect(assignment["assignmentPolicy"] == ["id": .string(Scene.policy)])
  }

  @Test(arguments: sets)
  func removal(version: String, set: String) throws {
    let scene = try Scene()
    scene.send("POST", "/assignmentRequests", Self.body("assignment", Self.assignments[0]))
    let id = try #require(scene.get("/assignments").values("id").first)
    for name in ["assignment", "accessPackageAssignment"] {
      let body = #"{"requestType": "adminRemove", "\#(name)": {"id": "\#(id)"}}"#
      let reply = scene.send("POST", "/\(set)", body, version: version)
      #expect(reply.status == (name == "assignment" ? 201 : 400), "\(reply.text)")
      #expect(scene.members == [])
    }
  }

  @Test(arguments: [
    ("accessPackage", "assignmentPolicy"), ("assignmentPolicy", "accessPackage"),
  ])
  func namesNothing(missing: String, there: String) throws {
    let scene = try Scene()
    let known = ["accessPackage": Scene.package, "assignmentPolicy": Scene.policy]
    let body = """
      {"requestType": "adminAdd", "assignment": {"target": {"objectId": "\(People.diego)"},
       "\(missing)": {"id": "\(People.nobody)"}, "\(there)": {"id": "\(known[there] ?? "")"}}}
      """
    #expect(
      scene.send("POST", "/assignmentRequests", body).whole
        == .error(404, "ResourceNotFound", "The resource '\(People.nobody)' was not found."))
    #expect(scene.get("/assignments").items.isEmpty)
  }

  @Test func removesNothing() throws {
    let scene = try Scene()
    let body = #"{"requestType": "adminRemove", "assignment": {"id": "\#(People.nobody)"}}"#
    #expect(
      scene.send("POST", "/assignmentRequests", body).whole
        == .error(404, "ResourceNotFound", "The resource '\(People.nobody)' was not found."))
  }
}
