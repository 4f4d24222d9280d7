import JSON
import Testing

/// What a policy of v1.0 switches on and off holds for the requests of users, and for those alone.
@Suite struct EntitlementSwitchTests {
  private typealias Scene = EntitlementScene

  /// A policy of v1.0 for everybody.
  ///
  /// - Parameters:
  ///   - switches: members of its requestor settings.
  ///   - more: further members of it.
  private static func scene(_ switches: String = "", _ more: String = "") throws -> Scene {
    let scene = try Scene()
    let body = """
      {"displayName": "Everybody", "allowedTargetScope": "allDirectoryUsers",
       "requestorSettings": {"enableTargetsToSelfAddAccess": true\(switches)},
       "expiration": {"type": "afterDuration", "duration": "P10D"}\(more)}
      """
    let reply = scene.send("PUT", "/assignmentPolicies/\(Scene.policy)", body)
    try #require(reply.status == 200, "\(reply.text)")
    return scene
  }

  private static func schedule(_ duration: String) -> String {
    #","schedule":{"expiration":{"type":"afterDuration","duration":"\#(duration)"}}"#
  }

  private static let added = #""assignment":{"accessPackageId":"\#(EntitlementScene.package)"}"#

  private static func send(
    _ scene: Scene, _ type: String, _ assignment: String = added, _ more: String = "",
    as user: String = People.diego
  ) -> Reply {
    scene.send(
      "POST", "/assignmentRequests", #"{"requestType":"\#(type)",\#(assignment)\#(more)}"#, as: user)
  }

  /// Sends a request for the one assignment there is.
  private static func change(_ scene: Scene, _ type: String, _ more: String = "") throws -> Reply {
    let id = try #require(scene.get("/assignments?$select=id").values("id").first)
    return send(scene, type, #""assignment":{"id":"\#(id)"}"#, more)
  }

  private static func end(_ scene: Scene) -> JSONValue? {
    scene.get("/assignments").items.first?["schedule"]?.objectValue?["expiration"]?.objectValue?[
      "endDateTime"]
  }

  private static let notApplicable = WholeAnswer.error(
    400, "PolicyNotApplicable", "You don't meet policy requirements to request this entitlement.")

  // MARK: Schedules

  @Test(arguments: [
    (#","allowCustomAssignmentSchedule":false"#, "userAdd", "2026-02-10T08:15:30.0000000Z"),
    (#","allowCustomAssignmentSchedule":true"#, "userAdd", "2026-05-01T08:15:30.0000000Z"),
    ("", "userAdd", "2026-05-01T08:15:30.0000000Z"),
    (#","allowCustomAssignmentSchedule":false"#, "adminAdd", "2026-05-01T08:15:30.0000000Z"),
  ])
  func whoChoosesTheEnd(switches: String, type: String, end: String) throws {
    let scene = try Self.scene(switches)
    let assignment = """
      "assignment":{"accessPackageId":"\(Scene.package)","assignmentPolicyId":"\(Scene.policy)",
        "targetId":"\(People.diego)"}
      """
    let reply = Self.send(scene, type, assignment, Self.schedule("P90D"))
    #expect(reply.status == 201, "\(reply.text)")
    #expect(Self.end(scene) == .string(end))
    let requirements = scene.send(
      "POST", "/accessPackages/\(Scene.package)/getApplicablePolicyRequirements", as: People.diego)
    #expect(
      requirements.items.first?["allowCustomAssignmentSchedule"] == .bool(!switches.contains("false")))
  }

  // MARK: Changes

  @Test func extending() throws {
    let scene = try Self.scene()
    #expect(Self.send(scene, "userAdd").status == 201)
    #expect(try Self.change(scene, "userUpdate", Self.schedule("P200D")).whole == Self.notApplicable)
    #expect(Self.end(scene) == "2026-02-10T08:15:30.0000000Z")
    #expect(try Self.change(scene, "adminUpdate", Self.schedule("P20D")).status == 201)
    #expect(Self.end(scene) == "2026-02-20T08:15:30.0000000Z")
  }

  @Test(arguments: [
    ("", "2026-08-19T08:15:30.0000000Z"),
    (#","allowCustomAssignmentSchedule":false"#, "2026-02-10T08:15:30.0000000Z"),
  ])
  func extendingWhereItIsAllowed(switches: String, end: String) throws {
    let scene = try Self.scene(#","enableTargetsToSelfUpdateAccess":true\#(switches)"#)
    #expect(Self.send(scene, "userAdd").status == 201)
    #expect(try Self.change(scene, "userUpdate", Self.schedule("P200D")).status == 201)
    #expect(Self.end(scene) == .string(end))
  }

  @Test(arguments: [true, false]) func approvalOfAnExtension(isApproved: Bool) throws {
    let scene = try Self.scene(
      #","enableTargetsToSelfUpdateAccess":true"#,
      ##"""
      ,"requestApprovalSettings":{"isApprovalRequiredForAdd":false,"isApprovalRequiredForUpdate":true,"stages":[
        {"primaryApprovers":[{"@odata.type":"#microsoft.graph.singleUser","userId":"\##(People.adele)"}]}]}
      """##)
    #expect(Self.send(scene, "userAdd").status == 201)
    #expect(scene.members == [People.diego])
    let reply = try Self.change(scene, "userUpdate", Self.schedule("P200D"))
    let id = try #require(reply["id"]?.stringValue, "\(reply.text)")
    let state = { scene.get("/assignmentRequests/\(id)")["state"] }
    #expect(state() == "pendingApproval")
    #expect(Self.end(scene) == "2026-02-10T08:15:30.0000000Z")
    #expect(try Self.change(scene, "userUpdate").errorCodes.first == "ExistingOpenRequest")
    let stages = "/accessPackageAssignmentApprovals/\(id)/stages"
    let stage = try #require(scene.get(stages).values("id").first)
    let decision = isApproved ? "Approve" : "Deny"
    #expect(
      scene.send("PATCH", "\(stages)/\(stage)", #"{"reviewResult":"\#(decision)"}"#, as: People.adele).status
        == 204)
    #expect(state() == (isApproved ? "delivered" : "denied"))
    #expect(
      Self.end(scene) == .string("\(isApproved ? "2026-08-19" : "2026-02-10")T08:15:30.0000000Z"))
    #expect(scene.members == [People.diego])
  }

  /// Access that has ended meanwhile does not come back.
  @Test func approvalThatComesTooLate() throws {
    let scene = try Self.scene(
      #","enableTargetsToSelfUpdateAccess":true"#,
      #","requestApprovalSettings":{"isApprovalRequiredForUpdate":true,"stages":[{}]}"#)
    #expect(Self.send(scene, "userAdd").status == 201)
    let reply = try Self.change(scene, "userUpdate", Self.schedule("P200D"))
    let id = try #require(reply["id"]?.stringValue, "\(reply.text)")
    try scene.emulator.load(#"{"clock": {"mode": "frozen", "now": "2026-03-01T00:00:00Z"}}"#)
    let stages = "/accessPackageAssignmentApprovals/\(id)/stages"
    let stage = try #require(scene.get(stages).values("id").first)
    #expect(scene.send("PATCH", "\(stages)/\(stage)", #"{"reviewResult":"Approve"}"#).status == 204)
    #expect(scene.get("/assignmentRequests/\(id)")["state"] == "deliveryFailed")
    #expect(scene.get("/assignments").values("state") == ["expired"])
    #expect(scene.members == [])
  }

  @Test func leaving() throws {
    let scene = try Self.scene(#","enableTargetsToSelfRemoveAccess":false"#)
    #expect(Self.send(scene, "userAdd").status == 201)
    #expect(try Self.change(scene, "userRemove").whole == Self.notApplicable)
    #expect(scene.members == [People.diego])
    #expect(try Self.change(scene, "adminRemove").status == 201)
    #expect(scene.members == [])
  }

  // MARK: What is asked

  @Test func justification() throws {
    let scene = try Self.scene(
      #","enableTargetsToSelfUpdateAccess":true"#,
      #","requestApprovalSettings":{"isRequestorJustificationRequired":true}"#)
    let missing = WholeAnswer.invalidModel("justification", "The policy asks for a justification.")
    #expect(Self.send(scene, "userAdd").whole == missing)
    #expect(Self.send(scene, "userAdd", Self.added, #","justification":"""#).whole == missing)
    #expect(Self.send(scene, "userAdd", Self.added, #","justification":"Works on it""#).status == 201)
    #expect(try Self.change(scene, "userUpdate").whole == missing)
    #expect(try Self.change(scene, "userRemove").status == 201)
  }

  private static let choice = EntitlementScene.question

  private static let questions = ##"""
    ,"questions":[{"@odata.type":"#microsoft.graph.accessPackageMultipleChoiceQuestion","id":"\##(choice)","text":"Which?",
      "isMultipleSelectionAllowed":false,"choices":[{"actualValue":"AZ","text":"Arizona"},{"actualValue":"UT","text":"Utah",
        "localizations":[{"languageCode":"es","text":"Utá"}]}]}]
    """##

  private static func answers(_ value: String, type: String = "MultipleChoice") -> String {
    ##"""
    ,"answers":[{"@odata.type":"#microsoft.graph.accessPackageAnswerString","value":"\##(value)","answeredQuestion":
      {"@odata.type":"#microsoft.graph.accessPackage\##(type)Question","id":"\##(choice)"}}]
    """##
  }

  @Test(
    arguments: [
      ("AZ", "MultipleChoice", nil), ("utah", "MultipleChoice", nil), ("Utá", "MultipleChoice", nil),
      (
        "ZZ", "MultipleChoice",
        .invalidModel("answers[0].value", "The question does not offer that choice.")
      ),
      (
        "AZ,UT", "MultipleChoice",
        .invalidModel("answers[0].value", "The question does not offer that choice.")
      ),
      (
        "AZ", "TextInput",
        .invalidModel("answers[0].answeredQuestion", "The question is of another type.")
      ),
    ] as [(String, String, WholeAnswer?)])
  func choices(value: String, type: String, refusal: WholeAnswer?) throws {
    for version in ["beta", "v1.0"] {
      let scene = try Self.scene("", Self.questions)
      let body = #"{"requestType":"userAdd",\#(Self.added)\#(Self.answers(value, type: type))}"#
      let reply = scene.send("POST", "/assignmentRequests", body, version: version, as: People.diego)
      if let refusal {
        #expect(reply.whole == refusal)
      } else {
        #expect(reply.status == 201, "\(reply.text)")
      }
    }
  }

  @Test func severalChoices() throws {
    let scene = try Self.scene("", Self.questions.replacing("Allowed\":false", with: "Allowed\":true"))
    #expect(Self.send(scene, "userAdd", Self.added, Self.answers("AZ, Utah")).status == 201)
  }
}
