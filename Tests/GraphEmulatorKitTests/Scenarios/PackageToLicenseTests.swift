import JSON
import Testing

/// One story through all areas: an access package puts people into a group, the group licenses them as long as there are
/// units, who comes too late waits, and who leaves makes room.
@Suite struct PackageToLicenseTests {
  private static let now = EntitlementScene.moment

  @Test func fromPackageToPromotion() throws {
    let studio = try StudioScene(units: 2)
    studio.licenseTheGroup()
    studio.check(members: [], holders: [])
    try studio.ask(People.adele)
    try studio.ask(People.alex)
    try studio.ask(People.diego)
    studio.check(
      members: [People.adele, People.alex, People.diego], holders: [People.adele, People.alex],
      waiting: [(People.diego, Self.now)])
    let assignments = studio.assignments()
    let first = try #require(assignments[People.adele])
    try studio.request("adminRemove", #"{"id":"\#(first)"}"#, as: People.adele)
    studio.check(members: [People.alex, People.diego], holders: [People.alex, People.diego])
    studio.checkWithout(People.adele)
    Self.checkRecords(studio, assignments)
    let second = try #require(assignments[People.alex])
    #expect(
      studio.emulator.send("DELETE", "\(StudioScene.root)/accessPackageAssignments/\(second)").whole
        == .noContent)
    studio.check(members: [People.diego], holders: [People.diego])
    studio.checkWithout(People.alex)
  }

  /// Who has left may ask again, and waits behind all others.
  @Test func backAtTheEndOfTheQueue() throws {
    let studio = try StudioScene(units: 1)
    studio.licenseTheGroup()
    try studio.ask(People.adele)
    try studio.ask(People.alex)
    let first = try #require(studio.assignments()[People.adele])
    try studio.request("userRemove", #"{"id":"\#(first)"}"#, as: People.adele)
    studio.check(members: [People.alex], holders: [People.alex])
    try studio.setClock("2026-02-01T08:15:30Z")
    try studio.ask(People.diego, at: "2026-02-01T08:15:30.0000000Z")
    try studio.setClock("2026-02-02T08:15:30Z")
    try studio.ask(People.adele, at: "2026-02-02T08:15:30.0000000Z")
    studio.check(
      members: [People.alex, People.diego, People.adele], holders: [People.alex],
      waiting: [
        (People.diego, "2026-02-01T08:15:30.0000000Z"), (People.adele, "2026-02-02T08:15:30.0000000Z"),
      ])
  }

  /// The requests, and what became of the assignments.
  private static func checkRecords(_ studio: StudioScene, _ assignments: [String: String]) {
    let requests = studio.scene.get("/assignmentRequests?$select=requestType,state,status").whole
    let delivered = #""state":"delivered","status":"Delivered"}"#
    #expect(
      requests
        == .ok(
          """
          {"@odata.context":"V/$metadata#identityGovernance/entitlementManagement/assignmentRequests(requestType,state,status)",
           "value":[{"requestType":"userAdd",\(delivered),{"requestType":"userAdd",\(delivered),
            {"requestType":"userAdd",\(delivered),{"requestType":"adminRemove",\(delivered)]}
          """))
    let states = [
      (People.adele, "expired", "ExpiredNotificationTriggered"), (People.alex, "delivered", "Delivered"),
      (People.diego, "delivered", "Delivered"),
    ].map { user, state, status in
      """
      {"id":"\(assignments[user] ?? "")","state":"\(state)","status":"\(status)","target":{"objectId":"\(user)"}}
      """
    }
    #expect(
      studio.scene.get("/assignments?$select=id,state,status&$expand=target($select=objectId)").whole
        == .ok(
          """
          {"@odata.context":"V/$metadata#identityGovernance/entitlementManagement/assignments(id,state,status,target(objectId))",
           "value":[\(states.joined(separator: ","))]}
          """))
  }

  // MARK: By the clock

  /// A policy of 30 days: when they are over, the group, the unit and the place in the queue follow.
  @Test func expiryPromotesWhoWaits() throws {
    let studio = try StudioScene(units: 1, policy: #""durationInDays": 30, "#)
    studio.licenseTheGroup()
    try studio.ask(People.alex)
    try studio.setClock("2026-02-10T08:15:30Z")
    let later = "2026-02-10T08:15:30.0000000Z"
    try studio.ask(People.diego, at: later)
    studio.check(
      members: [People.alex, People.diego], holders: [People.alex], waiting: [(People.diego, later)])
    try studio.setClock("2026-03-02T08:15:29Z")
    studio.check(
      members: [People.alex, People.diego], holders: [People.alex], waiting: [(People.diego, later)])
    Self.checkAssignment(
      studio, of: People.alex, state: "delivered", "NearExpiry1DayNotificationTriggered", expired: "null")
    try studio.setClock("2026-03-02T08:15:30Z")
    studio.check(members: [People.diego], holders: [People.diego])
    studio.checkWithout(People.alex)
    Self.checkAssignment(
      studio, of: People.alex, state: "expired", "ExpiredNotificationTriggered",
      expired: "\"2026-03-02T08:15:30.0000000Z\"")
    #expect(
      studio.scene.get(
        "/assignmentRequests?$select=requestType,state,status&$filter=requestType eq 'systemRemove'"
          .replacing(" ", with: "%20")
      ).whole
        == .ok(
          """
          {"@odata.context":"V/$metadata#identityGovernance/entitlementManagement/assignmentRequests(requestType,state,status)",
           "value":[{"requestType":"systemRemove","state":"delivered","status":"Delivered"}]}
          """))
    try studio.setClock("2026-03-12T08:15:30Z")
    studio.check(members: [], holders: [])
    studio.checkWithout(People.diego)
  }

  /// A clock that leaps over several ends lets each happen at its own time, and all that follows from it.
  @Test func aLeapOfTheClock() throws {
    let studio = try StudioScene(units: 1, policy: #""durationInDays": 30, "#)
    studio.licenseTheGroup()
    try studio.ask(People.alex)
    for (day, user) in [("2026-02-10", People.diego), ("2026-02-20", People.adele)] {
      try studio.setClock("\(day)T08:15:30Z")
      try studio.ask(user, at: "\(day)T08:15:30.0000000Z")
    }
    try studio.setClock("2026-03-15T00:00:00Z")
    studio.check(members: [People.adele], holders: [People.adele])
    #expect(
      studio.get("/users/\(People.adele)?$select=licenseAssignmentStates")
        == .ok(
          """
          {"@odata.context":"V/$metadata#users(licenseAssignmentStates)/$entity","licenseAssignmentStates":[
           {"skuId":"\(People.exchange)","disabledPlans":[],"assignedByGroup":"\(People.sales)","state":"Active",
            "error":"None","lastUpdatedDateTime":"2026-03-12T08:15:30Z"}]}
          """))
    let list = studio.scene.get("/assignments?$select=expiredDateTime").whole
    #expect(
      list
        == .ok(
          """
          {"@odata.context":"V/$metadata#identityGovernance/entitlementManagement/assignments(expiredDateTime)","value":[
           {"expiredDateTime":"2026-03-02T08:15:30.0000000Z"},{"expiredDateTime":"2026-03-12T08:15:30.0000000Z"},
           {"expiredDateTime":null}]}
          """))
  }

  private static func checkAssignment(
    _ studio: StudioScene, of user: String, state: String, _ status: String, expired: String
  ) {
    let id = studio.assignments()[user] ?? ""
    #expect(
      studio.scene.get("/assignments/\(id)").whole
        == .ok(
          """
          {"@odata.context":"V/$metadata#identityGovernance/entitlementManagement/assignments/$entity","id":"\(id)",
           "state":"\(state)","status":"\(status)","expiredDateTime":\(expired),
           "schedule":{"expiration":{"duration":null,"endDateTime":"2026-03-02T08:15:30.0000000Z","type":"afterDateTime"},
            "recurrence":null,"startDateTime":"\(EntitlementScene.moment)"},"customExtensionCalloutInstances":[]}
          """))
  }
}
