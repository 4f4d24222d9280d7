import JSON
import Testing

/// When access begins and ends: a length counts from delivery, and no request asks for what cannot be.
@Suite struct EntitlementScheduleTests {
  private typealias Scene = EntitlementScene

  private static let approval = ##"""
    , "requestApprovalSettings": {"isApprovalRequired": true, "approvalStages": [{"approvalStageTimeOutInDays": 14,
      "primaryApprovers": [{"@odata.type": "#microsoft.graph.singleUser", "id": "\##(People.adele)"}]}]}
    """##

  private static func scene(_ end: String, _ approval: String = approval) throws -> Scene {
    try Scene(
      policy: """
        "requestorSettings": {"scopeType": "AllExistingDirectorySubjects", "acceptRequests": true}, \(end)\(approval)
        """)
  }

  /// Sends a request of Diego's.
  private static func ask(_ scene: Scene, _ schedule: String = "") throws -> String {
    let reply = scene.send(
      "POST", "/assignmentRequests",
      #"{"requestType":"userAdd","assignment":{"accessPackageId":"\#(Scene.package)"}\#(schedule)}"#,
      as: People.diego)
    return try #require(reply["id"]?.stringValue, "\(reply.text)")
  }

  private static func approve(_ scene: Scene, _ id: String, at now: String) throws {
    try setClock(scene, now)
    let stages = "/accessPackageAssignmentApprovals/\(id)/stages"
    let stage = try #require(scene.get(stages).values("id").first)
    let reply = scene.send("PATCH", "\(stages)/\(stage)", #"{"reviewResult":"Approve"}"#, as: People.adele)
    #expect(reply.whole == .noContent)
  }

  private static func setClock(_ scene: Scene, _ now: String) throws {
    try scene.emulator.load(#"{"clock":{"mode":"frozen","now":"\#(now)"}}"#)
  }

  /// The one assignment there is, whole.
  private static func assignment(_ scene: Scene) -> String? {
    guard var assignment = scene.get("/assignments").items.first else { return nil }
    assignment["id"] = nil
    return JSONValue.object(assignment).text
  }

  private static func shown(_ state: String, _ status: String, _ schedule: String, expired: String = "null")
    throws -> String
  {
    try JSONValue.parse(
      """
      {"state":"\(state)","status":"\(status)","expiredDateTime":\(expired),"schedule":\(schedule),
       "customExtensionCalloutInstances":[]}
      """
    ).text
  }

  private static func schedule(start: String?, end: String? = nil, duration: String? = nil) -> String {
    let text = { (value: String?) in value.map { "\"\($0)\"" } ?? "null" }
    return """
      {"expiration":{"duration":\(text(duration)),"endDateTime":\(text(end)),
        "type":"\(duration == nil ? "afterDateTime" : "afterDuration")"},
       "recurrence":null,"startDateTime":\(text(start))}
      """
  }

  // MARK: From delivery on

  @Test(arguments: [
    (#""expiration": {"type": "afterDuration", "duration": "P2D"}"#, "", "P2D", "2026-02-05"),
    (#""expiration": {"type": "afterDuration", "duration": "PT48H"}"#, "", "PT48H", "2026-02-05"),
    (#""durationInDays": 2"#, "", "P2D", "2026-02-05"),
    (
      #""durationInDays": 30"#, #","schedule":{"expiration":{"type":"afterDuration","duration":"P2D"}}"#,
      "P2D", "2026-02-05"
    ),
    (
      #""durationInDays": 30"#,
      #","schedule":{"startDateTime":"2026-01-31T08:00:00Z","expiration":{"type":"afterDuration","duration":"P1D"}}"#,
      "P1D", "2026-02-04"
    ),
  ])
  func aLengthCountsFromDelivery(policy: String, asked: String, duration: String, end: String) throws {
    let scene = try Self.scene(policy)
    let id = try Self.ask(scene, asked)
    let start = asked.contains("startDateTime") ? "2026-01-31T08:00:00.0000000Z" : nil
    #expect(
      Self.assignment(scene)
        == (try Self.shown("delivering", "Delivering", Self.schedule(start: start, duration: duration))))
    try Self.approve(scene, id, at: "2026-02-03T08:15:30Z")
    let delivered = Self.schedule(
      start: "2026-02-03T08:15:30.0000000Z", end: "\(end)T08:15:30.0000000Z")
    let nearly = end == "2026-02-04"
    #expect(
      Self.assignment(scene)
        == (try Self.shown(
          "delivered", nearly ? "NearExpiry1DayNotificationTriggered" : "Delivered", delivered)))
    #expect(scene.members == [People.diego])
    try Self.setClock(scene, "2026-02-06T00:00:00Z")
    #expect(
      Self.assignment(scene)
        == (try Self.shown(
          "expired", "ExpiredNotificationTriggered", delivered, expired: "\"\(end)T08:15:30.0000000Z\"")))
    #expect(scene.members == [])
  }

  /// A start that is still to come stays.
  @Test func aStartLaterThanTheApproval() throws {
    let scene = try Self.scene(#""durationInDays": 2"#)
    let id = try Self.ask(scene, #","schedule":{"startDateTime":"2026-02-10T00:00:00Z"}"#)
    try Self.approve(scene, id, at: "2026-02-03T08:15:30Z")
    #expect(scene.get("/assignmentRequests/\(id)")["state"] == "scheduled")
    try Self.setClock(scene, "2026-02-10T12:00:00Z")
    #expect(
      Self.assignment(scene)
        == (try Self.shown(
          "delivered", "Delivered",
          Self.schedule(start: "2026-02-10T00:00:00.0000000Z", end: "2026-02-12T00:00:00.0000000Z"))))
  }

  /// Access that should have ended by now does not begin.
  @Test func anEndBeforeTheApproval() throws {
    let scene = try Self.scene(#""durationInDays": 30"#)
    let id = try Self.ask(
      scene, #","schedule":{"expiration":{"type":"afterDateTime","endDateTime":"2026-02-01T00:00:00Z"}}"#)
    try Self.approve(scene, id, at: "2026-02-03T08:15:30Z")
    #expect(scene.get("/assignmentRequests/\(id)")["state"] == "deliveryFailed")
    #expect(
      Self.assignment(scene)
        == (try Self.shown(
          "deliveryFailed", "DeliveryFailed", Self.schedule(start: nil, end: "2026-02-01T00:00:00.0000000Z")))
    )
    #expect(scene.members == [])
  }

  // MARK: What cannot be

  private static let bad: [(String, String, String)] = [
    (
      #"{"expiration":{"type":"afterDateTime","endDateTime":"2020-01-01T00:00:00Z"}}"#,
      "schedule.expiration.endDateTime", "Access would end before it begins."
    ),
    (
      #"{"startDateTime":"2027-06-01T00:00:00Z","expiration":{"type":"afterDateTime","endDateTime":"2027-05-01T00:00:00Z"}}"#,
      "schedule.expiration.endDateTime", "Access would end before it begins."
    ),
    (
      #"{"startDateTime":"2019-06-01T00:00:00Z","expiration":{"type":"afterDateTime","endDateTime":"2020-01-01T00:00:00Z"}}"#,
      "schedule.expiration.endDateTime", "Access would end before it begins."
    ),
  ]

  private static let incomplete: [(String, String, String)] = [
    (#"{"type":"afterDuration","duration":"-P1D"}"#, "duration", "'-P1D' is less than nothing"),
    (#"{"type":"afterDuration"}"#, "duration", "The type 'afterDuration' needs it."),
    (
      #"{"type":"afterDuration","endDateTime":"2027-01-01T00:00:00Z"}"#, "duration",
      "The type 'afterDuration' needs it."
    ),
    (#"{"type":"afterDateTime"}"#, "endDateTime", "The type 'afterDateTime' needs it."),
    (
      #"{"type":"noExpiration","endDateTime":"2027-01-01T00:00:00Z"}"#, "endDateTime",
      "The type 'noExpiration' has none."
    ),
    (#"{"duration":"P1D"}"#, "duration", "The type 'notSpecified' has none."),
  ]

  private static func target(_ more: String) -> String {
    """
    {"requestType":"adminAdd","assignment":{"accessPackageId":"\(Scene.package)","assignmentPolicyId":"\(Scene.policy)",
     "targetId":"\(People.diego)"},"schedule":\(more)}
    """
  }

  @Test(
    arguments: bad
      + incomplete.map { (#"{"expiration":\#($0.0)}"#, "schedule.expiration.\($0.1)", $0.2) },
    ["v1.0", "beta"])
  func refusedRequests(refused: (schedule: String, place: String, message: String), version: String) throws {
    let scene = try Scene()
    #expect(
      scene.send("POST", "/assignmentRequests", Self.target(refused.schedule), version: version).whole
        == .invalidModel(refused.place, refused.message))
    #expect(scene.get("/assignments").items.isEmpty)
  }

  @Test(arguments: incomplete)
  func refusedPolicies(expiration: String, member: String, message: String) throws {
    let scene = try Scene()
    let package = #""displayName":"P","accessPackage":{"id":"\#(Scene.package)"}"#
    let review = #""reviewSettings":{"schedule":{"expiration":\#(expiration)}}"#
    for (members, place) in [
      (#""expiration":\#(expiration)"#, "expiration"), (review, "reviewSettings.schedule.expiration"),
    ] {
      let refusal = WholeAnswer.invalidModel("\(place).\(member)", message)
      let body = "{\(package),\(members)}"
      #expect(scene.send("POST", "/assignmentPolicies", body).whole == refusal)
      #expect(scene.send("PUT", "/assignmentPolicies/\(Scene.policy)", body).whole == refusal)
    }
    #expect(scene.get("/assignmentPolicies?$select=id").values("id") == [Scene.policy])
  }

  @Test(arguments: [
    (#"{"type":"afterDateTime","endDateTime":"2020-01-01T00:00:00Z"}"#, "endDateTime"),
    (#"{"type":"afterDuration","duration":"P1D"}"#, "duration"),
  ])
  func changesToThePast(expiration: String, member: String) throws {
    let scene = try Scene()
    #expect(scene.send("POST", "/assignmentRequests", Self.target("null")).status == 201)
    let before = try #require(scene.get("/assignments").items.first)
    let id = try #require(before["id"]?.stringValue)
    try Self.setClock(scene, "2026-02-10T00:00:00Z")
    let body = """
      {"requestType":"adminUpdate","assignment":{"id":"\(id)"},"schedule":{"expiration":\(expiration)}}
      """
    var refusal = WholeAnswer.invalidModel("schedule.expiration.\(member)", "The end has passed already.")
    refusal.body.replace("2026-01-31T08:15:30", with: "2026-02-10T00:00:00")
    #expect(scene.send("POST", "/assignmentRequests", body).whole == refusal)
    #expect(scene.get("/assignments").items == [before])
  }
}
