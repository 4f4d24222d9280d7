import GraphEmulatorKit
import JSON
import Testing

/// Dates in seeds that would lead out of the years 0001 to 9999 later.
@Suite struct SeedDateTests {
  private static let root = "test.json: $.identityGovernance.entitlementManagement"

  @Test(arguments: [
    (#", "durationInDays": 3000000"#, ".durationInDays: 3000000 days lead past the year 9999"),
    (#", "durationInDays": 2147483647"#, ".durationInDays: 2147483647 days lead past the year 9999"),
    (
      #", "requestApprovalSettings": {"approvalStages": [{}, {"approvalStageTimeOutInDays": 3000000}]}"#,
      ".requestApprovalSettings.approvalStages[1].approvalStageTimeOutInDays: "
        + "3000000 days lead past the year 9999"
    ),
    (#", "durationInDays": -1"#, ".durationInDays: -1 is less than 0"),
    (
      #", "expiration": {"type": "afterDuration", "duration": "-P1D"}"#,
      ".expiration.duration: '-P1D' is less than nothing"
    ),
    (
      #", "requestApprovalSettings": {"approvalStages": [{"approvalStageTimeOutInDays": -14}]}"#,
      ".requestApprovalSettings.approvalStages[0].approvalStageTimeOutInDays: -14 is less than 0"
    ),
    (
      #", "requestApprovalSettings": {"approvalStages": [{"escalationTimeInMinutes": -1}]}"#,
      ".requestApprovalSettings.approvalStages[0].escalationTimeInMinutes: -1 is less than 0"
    ),
    (
      #", "accessReviewSettings": {"durationInDays": -2147483648}"#,
      ".accessReviewSettings.durationInDays: -2147483648 is less than 0"
    ),
  ])
  func policies(members: String, sentence: String) throws {
    let emulator = try TestEmulator.frozen()
    #expect(
      try SeedRefusalTests.mistake(DateScene.seed(policy: members), in: emulator)
        == "\(Self.root).accessPackageAssignmentPolicies[0]\(sentence)")
  }

  @Test(arguments: [
    ("2026-02-01T00:00:00Z", "P9999999D"), ("9999-12-31T00:00:00Z", "P1D"),
    ("0001-01-01T00:00:00Z", "-PT1S"),
  ])
  func schedules(start: String, duration: String) throws {
    for (set, member) in [("accessPackageAssignments", ""), ("accessPackageAssignmentRequests", "")] {
      let emulator = try TestEmulator.frozen()
      let object = """
        "\(set)": [{"id": "a", "schedule": \(DateScene.schedule(start, duration))\(member),
          \(set == "accessPackageAssignments"
            ? #""accessPackageId": "\#(People.package)", "target": {"objectId": "\#(People.diego)"}"#
            : #""requestor": {"objectId": "\#(People.diego)"}"#)}],
        """
      #expect(
        try SeedRefusalTests.mistake(DateScene.seed(more: object), in: emulator)
          == "\(Self.root).\(set)[0].schedule.expiration.duration: "
          + "'\(duration)' from \(start) leads out of the years 0001 to 9999")
      #expect(emulator.get("/users").items.isEmpty)
    }
  }

  @Test func aDurationThatIsNone() throws {
    let object = """
      "accessPackageAssignments": [{"id": "a", "accessPackageId": "\(People.package)",
        "target": {"objectId": "\(People.diego)"}, "schedule": \(DateScene.schedule(nil, "P99999999D"))}],
      """
    #expect(
      try SeedRefusalTests.mistake(DateScene.seed(more: object), in: TestEmulator.frozen())
        == "\(Self.root).accessPackageAssignments[0].schedule.expiration.duration: 'P99999999D' is no Edm.Duration"
    )
  }

  /// What an annotation says is looked at as well, though no model describes it.
  @Test func momentsOfLicenses() throws {
    let seed = { (holder: String, assignment: String) in
      """
      {"users": [{"id": "\(People.diego)", "userPrincipalName": "diego@contoso.example"}],
       "admin": {"cloudLicensing": {"allotments": [{"id": "a", "allottedUnits": 1,
         "@emulator.holders": [{"principal": "users/\(People.diego)", "grantedDateTime": "\(holder)"}],
         "assignments": [{"id": "d", "assignedTo@odata.bind": "users/\(People.diego)",
           "@emulator.updatedDateTime": "\(assignment)"}]}]}}}
      """
    }
    let (right, wrong) = ("9999-12-31T23:59:59Z", "10000-01-01T00:00:00Z")
    let place = "test.json: $.admin.cloudLicensing.allotments[0]"
    #expect(
      try SeedRefusalTests.mistake(seed(wrong, right), in: TestEmulator.frozen())
        == "\(place).@emulator.holders[0].grantedDateTime: '\(wrong)' is no Edm.DateTimeOffset")
    #expect(
      try SeedRefusalTests.mistake(seed(right, wrong), in: TestEmulator.frozen())
        == "\(place).assignments[0].@emulator.updatedDateTime: '\(wrong)' is no Edm.DateTimeOffset")
    #expect(try SeedRefusalTests.mistake(seed(right, right), in: TestEmulator.frozen()) == nil)
  }

  @Test(arguments: ["P9999999D", "P3000000D", "-P800000D", "-P9999999D"]) func offsets(offset: String) throws
  {
    let emulator = try TestEmulator()
    #expect(
      try SeedRefusalTests.mistake(#"{"clock": {"mode": "offset", "offset": "\#(offset)"}}"#, in: emulator)
        == "test.json: $.clock.offset: '\(offset)' leads out of the years 0001 to 9999")
    #expect(emulator.get("/users").status == 200)
  }

  @Test(arguments: ["10000-01-01T00:00:00Z", "0000-12-31T00:00:00Z", "0001-01-01T00:00:00+00:01"])
  func frozenTimes(now: String) throws {
    #expect(
      try SeedRefusalTests.mistake(
        #"{"clock": {"mode": "frozen", "now": "\#(now)"}}"#, in: TestEmulator())
        == "test.json: $.clock.now: a time such as 2026-01-31T08:15:30Z expected")
  }

  /// A profile that was written as often as its number can tell stays at that number.
  @Test func aVersionThatCannotGrow() throws {
    let emulator = try TestEmulator.frozen(
      """
      {"deviceManagement": {"deviceConfigurations": [{"id": "\(People.profile)", "version": 2147483647,
        "@odata.type": "#microsoft.graph.windows10CustomConfiguration", "displayName": "Kiosks"}]}}
      """)
    let path = "/deviceManagement/deviceConfigurations/\(People.profile)"
    #expect(emulator.send("PATCH", path, #"{"displayName": "Desks"}"#).status == 204)
    let profile = emulator.get(path)
    #expect(profile["version"] == .number(2_147_483_647))
    #expect(profile["displayName"] == "Desks")
  }
}
