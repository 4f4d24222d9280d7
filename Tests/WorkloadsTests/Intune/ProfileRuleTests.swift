import GRDB
import GraphContract
import Workloads
import GraphStore
import JSON
import Testing

@Suite struct ProfileRuleTests {
  @Test func whatTheServerSets() throws {
    let tenant = try RuleTenant()
    let profile = try tenant.write { try $0.make("windows10CustomConfiguration", ["displayName": "A"]) }
    #expect(profile.string("createdDateTime") == "2026-01-31T08:15:30.0000000Z")
    #expect(profile.string("lastModifiedDateTime") == "2026-01-31T08:15:30.0000000Z")
    #expect(profile.properties["version"]?.intValue == 1)
    #expect(profile.strings("roleScopeTagIds") == ["0"])
    #expect(profile.bool("supportsScopeTags") == true)
  }

  @Test func everyChangeIsAVersion() throws {
    let tenant = try RuleTenant()
    let profile = try tenant.write { try $0.make("windows10CustomConfiguration", ["displayName": "A"]) }
    tenant.now = try #require(Moment("2026-02-01T00:00:00Z"))
    let changed = try tenant.write { try $0.set(profile, ["description": "B"]) }
    #expect(changed.properties["version"]?.intValue == 2)
    #expect(changed.string("lastModifiedDateTime") == "2026-02-01T00:00:00.0000000Z")
    let seeded = try tenant.write(.seed) { try $0.set(profile, ["description": "C"]) }
    #expect(seeded.properties["version"]?.intValue == 2)
  }

  @Test func certificatesAreOfTheDeclaredType() throws {
    let tenant = try RuleTenant()
    let (root, other) = try tenant.write { transaction in
      (
        try transaction.make(
          "windows81TrustedRootCertificate", ["displayName": "Root", "trustedRootCertificate": "MIIB"]),
        try transaction.make("windows10CustomConfiguration", ["displayName": "A"])
      )
    }
    let scep = try tenant.write { transaction in
      try transaction.make(
        "windows81SCEPCertificateProfile", ["displayName": "S"], references: ["rootCertificate": root.key])
    }
    #expect(
      try tenant.refusal { transaction in
        _ = try transaction.update(scep) { $0.references["rootCertificate"] = other.key }
      }?.code == "BadRequest")
    let wifi = try tenant.write { try $0.make("windowsWifiEnterpriseEAPConfiguration", ["displayName": "W"]) }
    let link = "windowsWifiEnterpriseEAPConfiguration_rootCertificatesForServerValidation"
    #expect(try tenant.refusal { try $0.tie(link, wifi, other) }?.code == "BadRequest")
    try tenant.write { try $0.tie(link, wifi, root) }
    try tenant.write { try $0.delete(root) }
    #expect(try #require(try tenant.stored(scep)).references["rootCertificate"] == nil)
    #expect(try tenant.column("SELECT count(*) FROM \(link)") == [0])
  }
}

@Suite struct ProfileAssignmentTests {
  private static let groupID = "22222222-0000-4000-8000-000000000004"

  private static func target(_ kind: String, group: String? = nil) -> JSONValue {
    var object: JSONObject = ["@odata.type": .string("#microsoft.graph." + kind)]
    if let group { object["groupId"] = .string(group) }
    return .object(object)
  }

  private static let group = target("groupAssignmentTarget", group: groupID)
  private static let exclusion = target("exclusionGroupAssignmentTarget", group: groupID)

  private func profile(_ tenant: RuleTenant) throws -> Entity {
    try tenant.write(.seed) { try $0.make("group", id: Self.groupID, ["displayName": "Sales"]) }
    return try tenant.write { transaction in
      try transaction.make(
        "windows10CustomConfiguration", id: "7f0f2a34-5c1b-4d8e-9a61-0c6f0d1b2e11", ["displayName": "A"])
    }
  }

  private func assignments(_ tenant: RuleTenant) throws -> [String] {
    try tenant.column(
      """
      SELECT substr(id, 38) || ' ' || json_extract(properties, '$.target."@odata.type"')
      FROM deviceConfigurationAssignment ORDER BY key
      """)
  }

  @Test(arguments: [
    (group, "22222222-0000-4000-8000-000000000004"), (exclusion, "22222222-0000-4000-8000-000000000004"),
    (target("allDevicesAssignmentTarget"), "adadadad-808e-44e2-905a-0b7873a8a531"),
    (target("allLicensedUsersAssignmentTarget"), "acacacac-9df4-4c7d-9d50-4ef0226f57a9"),
  ])
  func identifiers(target: JSONValue, key: String) throws {
    let tenant = try RuleTenant()
    let profile = try profile(tenant)
    let assignment = try tenant.write { transaction in
      try transaction.make(
        "deviceConfigurationAssignment", id: "ignored",
        ["target": target, "source": "policySets", "sourceId": "x"], owner: profile.key)
    }
    #expect(assignment.id == "7f0f2a34-5c1b-4d8e-9a61-0c6f0d1b2e11_" + key)
    #expect(assignment.string("source") == "direct")
    #expect(assignment.string("sourceId") == profile.id)
    #expect(assignment.string("intent") == "apply")
  }

  @Test func seedsSetWhatTheServerWould() throws {
    let tenant = try RuleTenant()
    let profile = try profile(tenant)
    let assignment = try tenant.write(.seed) { transaction in
      try transaction.make(
        "deviceConfigurationAssignment", id: "mine", ["target": Self.group, "source": "policySets"],
        owner: profile.key)
    }
    #expect(assignment.id == "mine")
    #expect(assignment.string("source") == "policySets")
    #expect(assignment.string("sourceId") == profile.id)
  }

  @Test func aGroupAndItsExclusionAreTheSameTarget() throws {
    let tenant = try RuleTenant()
    let profile = try profile(tenant)
    let all = Self.target("allDevicesAssignmentTarget")
    let first = try tenant.write { transaction in
      try transaction.make("deviceConfigurationAssignment", ["target": all], owner: profile.key)
      return try transaction.make("deviceConfigurationAssignment", ["target": Self.group], owner: profile.key)
    }
    var conflict = GraphError(409, "Conflict", "An error has occurred")
    conflict.comesFromBackEnd = true
    let refusal = try tenant.refusal { transaction in
      try transaction.make("deviceConfigurationAssignment", ["target": Self.exclusion], owner: profile.key)
    }
    #expect(refusal == conflict)
    #expect(try tenant.refusal { try $0.set(first, ["target": all]) } == conflict)
    #expect(try tenant.write { try $0.set(first, ["target": Self.exclusion]).id } == first.id)
  }

  @Test func anIdThatIsTakenGivesARandomOne() throws {
    let tenant = try RuleTenant()
    let profile = try profile(tenant)
    let second = try tenant.write { transaction in
      let first = try transaction.make(
        "deviceConfigurationAssignment", ["target": Self.group], owner: profile.key)
      try transaction.set(first, ["target": Self.target("allDevicesAssignmentTarget")])
      return try transaction.make("deviceConfigurationAssignment", ["target": Self.group], owner: profile.key)
    }
    #expect(second.id.count == 36)
  }

  @Test(
    arguments: [
      .null, target("groupAssignmentTarget"),
      [
        "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget",
        "deviceAndAppManagementAssignmentFilterType": "include",
      ],
    ] as [JSONValue])
  func refusedTargets(target: JSONValue) throws {
    let tenant = try RuleTenant()
    let profile = try profile(tenant)
    let error = try tenant.refusal { transaction in
      try transaction.make("deviceConfigurationAssignment", ["target": target], owner: profile.key)
    }
    #expect(error?.status == 400)
  }

  @Test func assignReplaces() throws {
    let tenant = try RuleTenant()
    let profile = try profile(tenant)
    let all = Self.target("allDevicesAssignmentTarget")
    let users = Self.target("allLicensedUsersAssignmentTarget")
    try tenant.call("assign", on: profile, ["assignments": [["target": Self.group], ["target": all]]])
    let result = try tenant.call(
      "assign", on: profile,
      ["assignments": [["target": Self.exclusion], ["target": users], ["target": Self.group]]])
    #expect(
      try assignments(tenant) == [
        "22222222-0000-4000-8000-000000000004 #microsoft.graph.exclusionGroupAssignmentTarget",
        "acacacac-9df4-4c7d-9d50-4ef0226f57a9 #microsoft.graph.allLicensedUsersAssignmentTarget",
      ])
    #expect(try tenant.column("SELECT key FROM deviceConfigurationAssignment") == result.keys)
    #expect(try tenant.call("assign", on: profile, ["assignments": []]).keys == [])
    #expect(try tenant.stored(profile)?.properties["version"]?.intValue == 1)
  }

  @Test func assignTakesTheOlderForm() throws {
    let tenant = try RuleTenant()
    let profile = try profile(tenant)
    let older: JSONValue = [["targetGroupId": .string(Self.groupID), "excludeGroup": .bool(true)]]
    try tenant.call("assign", on: profile, ["deviceConfigurationGroupAssignments": older])
    let expected = ["\(Self.groupID) #microsoft.graph.exclusionGroupAssignmentTarget"]
    #expect(try assignments(tenant) == expected)
    let views: [String] = try tenant.column("SELECT properties FROM deviceConfigurationGroupAssignment")
    #expect(views == [#"{"excludeGroup":true,"targetGroupId":"22222222-0000-4000-8000-000000000004"}"#])
  }

  @Test func overviewsCountReports() throws {
    let tenant = try RuleTenant()
    let profile = try profile(tenant)
    try tenant.write(.seed) { transaction in
      for (status, time) in [
        ("compliant", "2026-01-14T08:00:00Z"), ("remediated", "2026-01-15T08:00:00Z"),
        ("error", "2026-01-13T08:00:00Z"), ("unknown", "2026-01-13T08:00:00Z"),
      ] {
        try transaction.make(
          "deviceConfigurationDeviceStatus",
          ["status": .string(status), "lastReportedDateTime": .string(time)],
          owner: profile.key)
      }
    }
    let device: [String] = try tenant.column(
      "SELECT id || properties FROM deviceConfigurationDeviceOverview WHERE owner = ?", [profile.key])
    #expect(
      device == [
        profile.id
          + #"{"configurationVersion":1,"conflictCount":0,"errorCount":1,"failedCount":0,"#
          + #""lastUpdateDateTime":"2026-01-15T08:00:00Z","notApplicableCount":0,"notApplicablePlatformCount":0,"#
          + #""pendingCount":1,"successCount":2}"#
      ])
    let user: [String] = try tenant.column("SELECT properties FROM deviceConfigurationUserOverview")
    #expect(
      user == [
        #"{"configurationVersion":1,"conflictCount":0,"errorCount":0,"failedCount":0,"#
          + #""lastUpdateDateTime":"2026-01-31T08:15:30.0000000Z","notApplicableCount":0,"pendingCount":0,"#
          + #""successCount":0}"#
      ])
  }

  @Test func payloadLinks() throws {
    let tenant = try RuleTenant()
    let profile = try profile(tenant)
    try tenant.write(.seed) { transaction in
      try transaction.make(
        "deviceConfigurationAssignment", ["target": Self.group, "source": "policySets"], owner: profile.key)
    }
    let result = try tenant.call("hasPayloadLinks", ["payloadIds": [.string(profile.id), "x"]])
    #expect(
      result.value == [
        [
          "error": .null, "hasLink": .bool(true), "payloadId": .string(profile.id), "sources": ["policySets"],
        ],
        ["error": .null, "hasLink": .bool(false), "payloadId": "x", "sources": []],
      ])
  }

  @Test func pausesAreExtended() throws {
    let tenant = try RuleTenant()
    let (update, other) = try tenant.write { transaction in
      (
        try transaction.make("windowsUpdateForBusinessConfiguration", ["displayName": "U"]),
        try transaction.make("windows10CustomConfiguration", ["displayName": "A"])
      )
    }
    #expect(try tenant.call("extendQualityUpdatesPause", on: update).status == 204)
    let stored = try #require(try tenant.stored(update))
    #expect(stored.bool("qualityUpdatesPaused") == true)
    #expect(stored.string("qualityUpdatesPauseExpiryDateTime") == "2026-03-07T08:15:30.0000000Z")
    #expect(
      try tenant.refusal { try $0.call("extendQualityUpdatesPause", on: other, rules: testRules) }?.status
        == 400)
  }
}
