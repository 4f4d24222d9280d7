import Foundation
import JSON
import Testing

/// Requests that add to dates: the years 0001 to 9999 are all that there is.
@Suite struct RequestDateTests {
  @Test(arguments: [
    ("9999-12-31T00:00:00Z", "P1D"), ("9999-12-31T23:59:59.9999999Z", "PT0.0000001S"),
    ("2026-02-01T00:00:00Z", "P9999999D"), ("2026-02-01T00:00:00Z", "P3000000D"),
    ("0001-01-01T00:00:00Z", "-PT0.0000001S"), ("0001-01-01T00:00:00Z", "-P9999999D"),
    ("9999-12-31T00:00:00Z", "P10675199DT2H48M5.4775807S"),
    ("0001-01-01T00:00:00Z", "-P10675199DT2H48M5.4775808S"),
  ])
  func anEndThatIsNoDateIsRefused(start: String, duration: String) throws {
    let scene = try DateScene()
    #expect(
      scene.ask(start: start, duration: duration).whole
        == .invalidModel(
          "schedule.expiration.duration",
          "'\(duration)' from \(start) leads out of the years 0001 to 9999"))
    #expect(scene.answers)
    #expect(scene.count == 0)
  }

  /// A duration that no number of ticks holds is no duration.
  @Test(arguments: [
    "P99999999D", "P10675200D", "PT922337203685.4775808S", "-PT922337203685.4775809S",
    "P\(String(repeating: "9", count: 400))D",
  ])
  func aDurationThatIsNone(text: String) throws {
    let scene = try DateScene()
    #expect(
      scene.ask(start: "2026-02-01T00:00:00Z", duration: text).whole
        == .error(
          400, "BadRequest",
          "Cannot convert the literal '\(text)' to the expected type 'Edm.Duration'."))
    #expect(scene.answers)
  }

  @Test(arguments: [
    ("9999-12-30T00:00:00Z", "PT47H59M59.9999999S"), ("9999-12-31T23:59:59.9999999Z", "PT0S"),
    ("0001-01-01T00:00:00Z", "P3652058D"), ("2026-02-01T00:00:00Z", "P2000000D"),
  ])
  func anEndThatIsADateIsKept(start: String, duration: String) throws {
    let scene = try DateScene()
    #expect(scene.ask(start: start, duration: duration).status == 201)
    #expect(scene.answers)
    #expect(scene.emulator.get(DateScene.assignments).items.count == 1)
    for now in ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z"] {
      try scene.setClock(now)
      #expect(scene.answers)
    }
  }

  /// What changes an assignment is looked at when it is asked for, not when it is carried out.
  @Test(arguments: ["AdminUpdate", "UserExtend"]) func anAssignmentIsExtended(type: String) throws {
    let scene = try DateScene()
    #expect(scene.ask().status == 201)
    let assignment = try #require(scene.emulator.get(DateScene.assignments).values("id").first)
    let reply = scene.emulator.send(
      "POST", DateScene.requests,
      """
      {"requestType": "\(type)", "schedule": \(DateScene.schedule(nil, "P9999999D")),
       "accessPackageAssignment": {"id": "\(assignment)"}}
      """)
    #expect(
      reply.whole
        == .invalidModel(
          "schedule.expiration.duration", "'P9999999D' leads out of the years 0001 to 9999"))
    #expect(scene.answers)
    #expect(scene.count == 1)
  }

  // MARK: Policies

  /// A length that leads past the last year from today is refused when it is stored.
  @Test(arguments: [3_000_000, Int(Int32.max)]) func aPolicyThatLastsTooLong(days: Int) throws {
    let scene = try DateScene()
    let body = """
      {"accessPackageId": "\(People.package)", "displayName": "long", "durationInDays": \(days)}
      """
    let tooLong = WholeAnswer.invalidModel("durationInDays", "\(days) days lead past the year 9999")
    #expect(scene.emulator.send("POST", DateScene.policies, body).whole == tooLong)
    #expect(
      scene.emulator.send("PUT", "\(DateScene.policies)/\(DateScene.policy)", body).whole
        == tooLong)
    #expect(
      scene.emulator.send(
        "PATCH",
        "\(DateScene.entitlement)/accessPackages/\(People.package)/accessPackageAssignmentPolicies/\(DateScene.policy)",
        "{\"durationInDays\": \(days)}"
      ).whole == tooLong)
    #expect(scene.ask().status == 201)
    #expect(scene.answers)
  }

  /// No access ends before it begins, and nobody waits for less than no time.
  @Test(arguments: [
    (#""durationInDays": -1"#, "durationInDays", "-1 is less than 0"),
    (
      #""requestApprovalSettings": {"approvalStages": [{}, {"approvalStageTimeOutInDays": -1}]}"#,
      "requestApprovalSettings.approvalStages[1].approvalStageTimeOutInDays", "-1 is less than 0"
    ),
    (
      #""requestApprovalSettings": {"approvalStages": [{"escalationTimeInMinutes": -5}]}"#,
      "requestApprovalSettings.approvalStages[0].escalationTimeInMinutes", "-5 is less than 0"
    ),
    (
      #""accessReviewSettings": {"durationInDays": -7}"#, "accessReviewSettings.durationInDays",
      "-7 is less than 0"
    ),
  ]) func aPolicyThatLastsLessThanNoTime(members: String, place: String, sentence: String) throws {
    let scene = try DateScene()
    let body = #"{"accessPackageId": "\#(People.package)", "displayName": "short", \#(members)}"#
    let refusal = WholeAnswer.invalidModel(place, sentence)
    #expect(scene.emulator.send("POST", DateScene.policies, body).whole == refusal)
    #expect(scene.emulator.send("PUT", "\(DateScene.policies)/\(DateScene.policy)", body).whole == refusal)
    #expect(scene.emulator.get("\(DateScene.policies)?$select=id").items.count == 1)
    #expect(scene.ask().status == 201)
  }

  @Test func aPolicyOfV1ThatLastsLessThanNoTime() throws {
    let scene = try DateScene()
    let path = "\(DateScene.entitlement)/assignmentPolicies/\(DateScene.policy)"
    let body = #"{"displayName": "short", "expiration": {"type": "afterDuration", "duration": "-P1D"}}"#
    #expect(
      scene.emulator.send("PUT", path, body, version: "v1.0").whole
        == .invalidModel("expiration.duration", "'-P1D' is less than nothing"))
    #expect(scene.ask().status == 201)
  }

  @Test func anApprovalThatWaitsTooLong() throws {
    let scene = try DateScene()
    let body = """
      {"accessPackageId": "\(People.package)", "displayName": "long", "requestApprovalSettings": {
        "isApprovalRequired": true, "approvalStages": [{"approvalStageTimeOutInDays": 2147483647}]}}
      """
    #expect(
      scene.emulator.send("POST", DateScene.policies, body).whole
        == .invalidModel(
          "requestApprovalSettings.approvalStages[0].approvalStageTimeOutInDays",
          "2147483647 days lead past the year 9999"))
    #expect(scene.answers)
  }

  /// A policy that was right when it was made leads past the last year later.
  @Test func aPolicyNearTheEnd() throws {
    let scene = try DateScene()
    try scene.emulator.load(DateScene.seed(policy: #", "durationInDays": 2000000"#))
    try scene.setClock("9000-01-01T00:00:00Z")
    #expect(scene.ask().status == 400)
    #expect(scene.ask().errorCodes == ["InvalidModel"])
    #expect(scene.answers)
  }

  /// A time-out that lies past the last year never comes.
  @Test func anApprovalNearTheEnd() throws {
    let scene = try DateScene()
    let policy = """
      , "requestorSettings": {"scopeType": "AllExistingDirectorySubjects", "acceptRequests": true},
        "requestApprovalSettings": {"isApprovalRequired": true,
          "approvalStages": [{"approvalStageTimeOutInDays": 14, "primaryApprovers": []}]}
      """
    try scene.emulator.load(
      DateScene.seed(policy: policy).dropLast()
        + #", "settings": {"signIn": {"user": "diego@contoso.example"}}}"#)
    try scene.setClock("9999-12-30T00:00:00Z")
    let reply = scene.emulator.send(
      "POST", DateScene.requests,
      """
      {"requestType": "UserAdd", "accessPackageAssignment": {"accessPackageId": "\(People.package)"}}
      """)
    #expect(reply.status == 201)
    #expect(scene.answers)
    try scene.setClock("9999-12-31T23:59:59Z")
    #expect(
      scene.emulator.get("\(DateScene.requests)?$select=id,requestState").values("requestState") == [
        "PendingApproval"
      ])
  }

  // MARK: The clock near the ends

  @Test func aPauseThatEndsPastTheLastDay() throws {
    let scene = try DateScene()
    let path = "/deviceManagement/deviceConfigurations/\(DateScene.rollout)"
    try scene.setClock("9999-12-01T00:00:00Z")
    let reply = scene.emulator.send("POST", "\(path)/extendFeatureUpdatesPause", "{}")
    #expect(reply.status == 400)
    #expect(reply.errorCodes == ["BadRequest"])
    #expect(scene.answers)
  }

  /// Deleted objects are looked at with everything that is due.
  @Test func theFirstDaysOfAll() throws {
    let scene = try DateScene()
    try scene.setClock("0001-01-01T00:00:00Z")
    #expect(scene.ask(duration: "PT1H").status == 201)
    #expect(scene.answers)
    #expect(scene.emulator.send("DELETE", "/users/\(People.alex)").status == 204)
    for now in ["0001-01-01T02:00:00Z", "0001-01-30T00:00:00Z"] {
      try scene.setClock(now)
      #expect(scene.emulator.get("/directory/deletedItems/microsoft.graph.user").items.count == 1)
    }
    try scene.setClock("0001-02-01T00:00:00Z")
    #expect(scene.emulator.get("/directory/deletedItems/microsoft.graph.user").items.count == 0)
  }

  @Test func theLastDaysOfAll() throws {
    let scene = try DateScene()
    try scene.setClock("9999-12-31T00:00:00Z")
    #expect(scene.emulator.send("DELETE", "/users/\(People.alex)").status == 204)
    #expect(scene.emulator.get("/users/delta?$deltatoken=latest").status == 200)
    try scene.setClock("9999-12-31T23:59:59.9999999Z")
    #expect(scene.emulator.get("/directory/deletedItems/microsoft.graph.user").items.count == 1)
    #expect(scene.ask(duration: "PT0S").status == 201)
    #expect(scene.answers)
  }
}
