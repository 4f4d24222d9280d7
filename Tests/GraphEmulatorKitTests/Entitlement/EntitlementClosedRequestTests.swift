import JSON
import Testing

/// A request that is denied or canceled stays as it is, and nobody decides about it any more.
@Suite struct EntitlementClosedRequestTests {
  private typealias Scene = EntitlementScene

  private static let approvals = "/accessPackageAssignmentApprovals"
  private static let approve = #"{"reviewResult":"Approve"}"#

  /// A request of Diego's that waits for Adele, and then for Adele again.
  private struct Waiting {
    let scene: Scene
    let id: String
    let stages: String
    let stageIDs: [String]

    init() throws {
      let stage = ##"""
        {"approvalStageTimeOutInDays":2,
         "primaryApprovers":[{"@odata.type":"#microsoft.graph.singleUser","id":"\##(People.adele)"}]}
        """##
      scene = try Scene(
        policy: """
          "requestorSettings": {"scopeType": "AllExistingDirectorySubjects", "acceptRequests": true},
          "requestApprovalSettings": {"isApprovalRequired": true, "approvalStages": [\(stage),\(stage)]}
          """)
      let reply = scene.send(
        "POST", "/assignmentRequests",
        #"{"requestType":"userAdd","assignment":{"accessPackageId":"\#(Scene.package)"}}"#, as: People.diego)
      id = try #require(reply["id"]?.stringValue, "\(reply.text)")
      stages = "\(EntitlementClosedRequestTests.approvals)/\(id)/stages"
      stageIDs = scene.get(stages).values("id")
    }

    /// Whoever asks: nobody can decide, and nothing changes.
    func check(_ state: String, date: String) {
      let before = scene.get("/assignmentRequests/\(id)").text
      for caller in [People.adele, nil] {
        #expect(scene.get(stages, as: caller).values("status") == ["Expired", "Expired"])
        #expect(scene.get(stages, as: caller).values("reviewResult") == ["NotReviewed", "NotReviewed"])
        #expect(
          scene.get(stages, as: caller).items.map { $0["assignedToMe"] } == [.bool(false), .bool(false)])
        let mine = "\(EntitlementClosedRequestTests.approvals)/filterByCurrentUser(on='approver')"
        #expect(scene.get(mine, as: caller).items.isEmpty)
        for stage in stageIDs {
          var expected = WholeAnswer.error(
            400, "InvalidOperation",
            "The approval step cannot be decided: its request is in the state \(state).")
          expected.body.replace("2026-01-31T08:15:30", with: date)
          #expect(
            scene.send("PATCH", "\(stages)/\(stage)", EntitlementClosedRequestTests.approve, as: caller).whole
              == expected)
        }
      }
      #expect(scene.get("/assignmentRequests/\(id)").text == before)
      #expect(scene.members == [])
    }
  }

  @Test func canceled() throws {
    let waiting = try Waiting()
    #expect(waiting.scene.send("POST", "/assignmentRequests/\(waiting.id)/cancel").status == 200)
    waiting.check("Canceled", date: "2026-01-31T08:15:30")
    #expect(waiting.scene.get("/assignmentRequests/\(waiting.id)")["state"] == "canceled")
  }

  @Test func deniedByTimeout() throws {
    let waiting = try Waiting()
    try waiting.scene.emulator.load(#"{"clock":{"mode":"frozen","now":"2026-02-02T08:16:30Z"}}"#)
    waiting.check("Denied", date: "2026-02-02T08:16:30")
    let request = waiting.scene.get("/assignmentRequests/\(waiting.id)")
    #expect(request["state"] == "denied")
    #expect(request["completedDateTime"] == "2026-02-02T08:15:30.0000000Z")
  }

  @Test func deniedByAnApprover() throws {
    let waiting = try Waiting()
    let (scene, stages) = (waiting.scene, waiting.stages)
    let first = "\(stages)/\(waiting.stageIDs[0])"
    #expect(scene.send("PATCH", first, #"{"reviewResult":"Deny"}"#, as: People.adele).whole == .noContent)
    #expect(scene.get(stages).values("status") == ["Completed", "Expired"])
    #expect(
      scene.send("PATCH", first, Self.approve, as: People.adele).whole
        == .error(409, "Conflict", "The approval step is already decided."))
    #expect(
      scene.send("PATCH", "\(stages)/\(waiting.stageIDs[1])", Self.approve, as: People.adele).whole
        == .error(
          400, "InvalidOperation",
          "The approval step cannot be decided: its request is in the state Denied."))
    #expect(scene.get("/assignmentRequests/\(waiting.id)")["state"] == "denied")
  }

  // MARK: Decisions that decide nothing

  @Test(
    arguments: ["{}", #"{"status":"Completed"}"#, #"{"justification":"x"}"#, #"{"reviewResult":null}"#],
    [("v1.0", "stages"), ("beta", "steps")])
  func aDecisionIsNeeded(body: String, part: (version: String, name: String)) throws {
    let waiting = try Waiting()
    let path = "\(Self.approvals)/\(waiting.id)/\(part.name)/\(waiting.stageIDs[0])"
    let before = waiting.scene.get(path, version: part.version).text
    #expect(
      waiting.scene.send("PATCH", path, body, version: part.version, as: People.adele).whole
        == .invalidModel("reviewResult", "A decision is 'Approve' or 'Deny'."))
    #expect(waiting.scene.get(path, version: part.version).text == before)
  }
}
