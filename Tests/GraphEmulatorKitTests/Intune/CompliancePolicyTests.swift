import JSON
import Testing

/// Compliance policies: what their types say, what is assigned, and what happens to devices that break them.
@Suite struct CompliancePolicyTests {
  static let path = "/deviceManagement/deviceCompliancePolicies"
  static let policy = "55555555-0000-4000-8000-000000000001"
  static let seed = """
    {"groups":[{"id":"\(TargetedGroupTests.group)","displayName":"Sales"}],
     "deviceManagement":{"deviceCompliancePolicies":[
      {"@odata.type":"#microsoft.graph.macOSCompliancePolicy","id":"\(policy)","displayName":"Mac",
       "deviceStatuses":[{"id":"a","status":"compliant"},{"id":"b","status":"nonCompliant"}]}]}}
    """

  static let moment = "2026-01-31T08:15:30.0000000Z"

  @Test func beta() throws {
    let made = try TestEmulator.frozen().send(
      "POST", Self.path,
      ##"{"@odata.type":"#microsoft.graph.windows81CompliancePolicy","displayName":"Old","passwordRequired":true}"##
    )
    let id = try #require(made["id"]?.stringValue)
    #expect(
      made.whole
        == .created(
          "B\(Self.path)/\(id)",
          """
          {"@odata.context":"B/$metadata#deviceManagement/deviceCompliancePolicies/$entity",
           "@odata.type":"#microsoft.graph.windows81CompliancePolicy","roleScopeTagIds":["0"],"id":"\(id)",
           "createdDateTime":"\(Self.moment)","description":null,"lastModifiedDateTime":"\(Self.moment)",
           "displayName":"Old","version":1,"passwordRequired":true,"passwordBlockSimple":false,
           "passwordExpirationDays":null,"passwordMinimumLength":null,"passwordMinutesOfInactivityBeforeLock":null,
           "passwordMinimumCharacterSetCount":null,"passwordRequiredType":"deviceDefault",
           "passwordPreviousPasswordBlockCount":null,"osMinimumVersion":null,"osMaximumVersion":null,
           "storageRequireEncryption":false}
          """))
  }

  @Test func v1() throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    #expect(
      emulator.send("GET", "\(Self.path)?$filter=displayName eq 'Mac'", version: "v1.0").whole
        == .ok(
          """
          {"@odata.context":"V/$metadata#deviceManagement/deviceCompliancePolicies","value":[
           {"@odata.type":"#microsoft.graph.macOSCompliancePolicy","id":"\(Self.policy)",
            "createdDateTime":"\(Self.moment)","description":null,"lastModifiedDateTime":"\(Self.moment)",
            "displayName":"Mac","version":1,"passwordRequired":false,"passwordBlockSimple":false,
            "passwordExpirationDays":null,"passwordMinimumLength":null,
            "passwordMinutesOfInactivityBeforeLock":null,"passwordPreviousPasswordBlockCount":null,
            "passwordMinimumCharacterSetCount":null,"passwordRequiredType":"deviceDefault","osMinimumVersion":null,
            "osMaximumVersion":null,"systemIntegrityProtectionEnabled":false,"deviceThreatProtectionEnabled":false,
            "deviceThreatProtectionRequiredSecurityLevel":"unavailable","storageRequireEncryption":false,
            "firewallEnabled":false,"firewallBlockAllIncoming":false,"firewallEnableStealthMode":false}]}
          """))
  }

  @Test(arguments: [
    "androidCompliancePolicy", "androidWorkProfileCompliancePolicy", "iosCompliancePolicy",
    "macOSCompliancePolicy",
    "windows10CompliancePolicy", "windows10MobileCompliancePolicy", "windows81CompliancePolicy",
    "windowsPhone81CompliancePolicy",
  ]) func derivedTypes(type: String) throws {
    let emulator = try TestEmulator.frozen()
    for version in ["v1.0", "beta"] {
      let made = emulator.send(
        "POST", Self.path, ##"{"@odata.type":"#microsoft.graph.\##(type)","displayName":"P"}"##,
        version: version)
      #expect(made.status == 201, "\(made.text)")
      let id = try #require(made["id"]?.stringValue)
      #expect(
        emulator.send(
          "GET", "\(Self.path)/\(id)/microsoft.graph.\(type)?$select=version", version: version)["version"]
          == .number(1))
    }
  }

  @Test func changesCount() throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    let path = "\(Self.path)/\(Self.policy)"
    #expect(emulator.send("PATCH", path, #"{"firewallEnabled":true,"version":9}"#).whole == .noContent)
    #expect(emulator.get(path)["version"] == .number(2))
    #expect(emulator.get(path)["firewallEnabled"] == .bool(true))
    #expect(emulator.send("DELETE", path).whole == .noContent)
    #expect(emulator.get(path).whole == .intune(404, "ResourceNotFound"))
  }

  @Test func actionsComeWithAPolicy() throws {
    let emulator = try TestEmulator.frozen()
    let made = emulator.send(
      "POST", Self.path,
      ##"""
      {"@odata.type":"#microsoft.graph.iosCompliancePolicy","displayName":"iOS","scheduledActionsForRule":[
       {"ruleName":"PasswordRequired","scheduledActionConfigurations":[{"actionType":"block","gracePeriodHours":12}]}]}
      """##, version: "v1.0")
    let id = try #require(made["id"]?.stringValue)
    let path = "\(Self.path)/\(id)/scheduledActionsForRule"
    let rule = try #require(emulator.get(path).values("id").first)
    let configurations = emulator.get("\(path)/\(rule)/scheduledActionConfigurations")
    let action = try #require(configurations.values("id").first)
    #expect(
      configurations.whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#deviceManagement/deviceCompliancePolicies('\(id)')/scheduledActionsForRule('\(rule)')/scheduledActionConfigurations",
           "value":[{"id":"\(action)","gracePeriodHours":12,"actionType":"block","notificationTemplateId":null,
            "notificationMessageCCList":[]}]}
          """))
  }

  @Test func actionsAreReplaced() throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    let path = "\(Self.path)/\(Self.policy)"
    let body = """
      {"deviceComplianceScheduledActionForRules":[{"ruleName":"PasswordRequired",
       "scheduledActionConfigurations":[{"actionType":"retire","gracePeriodHours":24}]}]}
      """
    for _ in 1...2 {
      #expect(emulator.send("POST", "\(path)/scheduleActionsForRules", body).whole == .noContent)
    }
    let rules = emulator.get("\(path)/scheduledActionsForRule").values("id")
    #expect(rules.count == 1)
    let actions = emulator.get(
      "\(path)/scheduledActionsForRule/\(rules.first ?? "")/scheduledActionConfigurations")
    #expect(actions.values("actionType") == ["retire"])
  }

  @Test(arguments: ["beta", "v1.0"]) func isAssigned(version: String) throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    let path = "\(Self.path)/\(Self.policy)"
    let group = TargetedGroupTests.target(TargetedGroupTests.group)
    #expect(
      emulator.send("POST", "\(path)/assign", "{\"assignments\":[\(group)]}", version: version).status == 200)
    let assignment = """
      {"@odata.context":"B/$metadata#deviceManagement/deviceCompliancePolicies('\(Self.policy)')/assignments","value":[
       {"id":"\(Self.policy)_\(TargetedGroupTests.group)","source":"direct","sourceId":"\(Self.policy)",
        "target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget",
         "deviceAndAppManagementAssignmentFilterId":null,"deviceAndAppManagementAssignmentFilterType":"none",
         "groupId":"\(TargetedGroupTests.group)"}}]}
      """
    #expect(emulator.get("\(path)/assignments").whole == .ok(assignment))
    #expect(
      emulator.send("POST", "\(path)/assignments", group, version: version).whole == .intune(409, "Conflict"))
    #expect(
      emulator.send("POST", "\(path)/assign", #"{"assignments":[]}"#, version: version).status == 200)
    #expect(emulator.get("\(path)/assignments").items.isEmpty)
  }

  @Test func isAssignedToGroupsAlone() throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    let nobody = TargetedGroupTests.target(TargetedGroupTests.nobody)
    #expect(
      emulator.send("POST", "\(Self.path)/\(Self.policy)/assign", "{\"assignments\":[\(nobody)]}").whole
        == TargetedGroupTests.invalid(TargetedGroupTests.nobody))
    #expect(
      emulator.send("POST", "\(Self.path)/\(People.nobody)/assign", #"{"assignments":[]}"#).whole
        == .intune(404, "ResourceNotFound"))
  }

  @Test func reportsAreCounted() throws {
    #expect(
      try TestEmulator.frozen(Self.seed).send(
        "GET", "\(Self.path)/\(Self.policy)/deviceStatusOverview", version: "v1.0"
      ).whole
        == .ok(
          """
          {"@odata.context":"V/$metadata#deviceManagement/deviceCompliancePolicies('\(Self.policy)')/deviceStatusOverview/$entity",
           "id":"\(Self.policy)","configurationVersion":1,"errorCount":0,"failedCount":1,
           "lastUpdateDateTime":"0001-01-01T00:00:00Z","notApplicableCount":0,"pendingCount":0,"successCount":1}
          """))
  }

  @Test(arguments: [
    (##"{"displayName":"P"}"##, WholeAnswer.misfit("Cannot create an abstract class.")),
    (
      ##"{"@odata.type":"#microsoft.graph.iosCompliancePolicy"}"##,
      .intune(400, "ModelValidationFailure", "The property 'displayName' is required")
    ),
    (
      ##"{"@odata.type":"#microsoft.graph.iosCompliancePolicy","displayName":"P","firewallEnabled":true}"##,
      .misfit(
        "The property 'firewallEnabled' does not exist on type 'microsoft.management.services.api.iosCompliancePolicy'. "
          + "Make sure to only use property names that are defined by the type.")
    ),
  ]) func misfits(body: String, answer: WholeAnswer) throws {
    let emulator = try TestEmulator.frozen()
    #expect(emulator.send("POST", Self.path, body).whole == answer)
    #expect(emulator.get(Self.path).items.isEmpty)
  }
}
