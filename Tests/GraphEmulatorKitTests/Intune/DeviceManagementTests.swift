import HTTPMessages
import JSON
import TestSupport
import Testing

/// The singleton that holds all of Intune answers for itself.
@Suite struct DeviceManagementTests {
  static let tenant = "99999999-0000-4000-8000-000000000001"

  /// What the published v1.0 has beside.
  private static let further =
    PublishedFolder.isEverywhere
    ? """
    ,"deviceProtectionOverview":null,"intuneBrand":null,"userExperienceAnalyticsSettings":null,
    "windowsMalwareOverview":null
    """ : ""

  private func emulator() throws -> TestEmulator {
    try TestEmulator.frozen(#"{"organization": [{"id": "\#(Self.tenant)", "displayName": "Contoso"}]}"#)
  }

  @Test func ofV1() throws {
    #expect(
      try emulator().send("GET", "/deviceManagement", version: "v1.0").whole
        == .ok(
          """
          {"@odata.context":"V/$metadata#deviceManagement/$entity","id":"deviceManagement",
           "intuneAccountId":"\(Self.tenant)",
           "settings":{"deviceComplianceCheckinThresholdDays":30,"isScheduledActionEnabled":true,"secureByDefault":false},
           "subscriptionState":"active"\(Self.further)}
          """))
  }

  @Test func ofBeta() throws {
    #expect(
      try emulator().get("/deviceManagement").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#deviceManagement/$entity","id":"deviceManagement",
           "intuneAccountId":"\(Self.tenant)","legacyPcManangementEnabled":false,"maximumDepTokens":0,
           "settings":{"androidDeviceAdministratorEnrollmentEnabled":false,"derivedCredentialProvider":"notConfigured",
            "derivedCredentialUrl":null,"deviceComplianceCheckinThresholdDays":30,
            "deviceInactivityBeforeRetirementInDay":0,"enableAutopilotDiagnostics":false,
            "enableDeviceGroupMembershipReport":false,"enableEnhancedTroubleshootingExperience":false,
            "enableLogCollection":true,"enhancedJailBreak":false,"ignoreDevicesForUnsupportedSettingsEnabled":false,
            "isScheduledActionEnabled":true,"m365AppDiagnosticsEnabled":false,"secureByDefault":false},
           "subscriptionState":"active","subscriptions":"intune"}
          """))
  }

  @Test(arguments: ["beta", "v1.0"]) func takesOptions(version: String) throws {
    let root = version == "beta" ? "B" : "V"
    #expect(
      try emulator().send(
        "GET", "/deviceManagement?$select=intuneAccountId,subscriptionState", version: version
      ).whole
        == .ok(
          """
          {"@odata.context":"\(root)/$metadata#deviceManagement(intuneAccountId,subscriptionState)/$entity",
           "intuneAccountId":"\(Self.tenant)","subscriptionState":"active"}
          """))
  }

  /// A complex value is replaced as a whole; `intuneAccountId` and `subscriptionState` are not the client's to say.
  @Test(arguments: ["beta", "v1.0"]) func isChanged(version: String) throws {
    let emulator = try emulator()
    let body = """
      {"@odata.type":"#microsoft.graph.deviceManagement","intuneAccountId":"\(People.nobody)",
       "settings":{"@odata.type":"microsoft.graph.deviceManagementSettings","deviceComplianceCheckinThresholdDays":4,
        "secureByDefault":true}}
      """
    #expect(emulator.send("PATCH", "/deviceManagement", body, version: version).whole == .noContent)
    let changed = """
      {"@odata.context":"V/$metadata#deviceManagement/$entity","id":"deviceManagement",
       "intuneAccountId":"\(Self.tenant)",
       "settings":{"deviceComplianceCheckinThresholdDays":4,"isScheduledActionEnabled":true,"secureByDefault":true},
       "subscriptionState":"active"\(Self.further)}
      """
    #expect(emulator.send("GET", "/deviceManagement", version: "v1.0").whole == .ok(changed))
    #expect(
      emulator.send(
        "PATCH", "/deviceManagement", body, version: "v1.0",
        headers: [HeaderField("Prefer", "return=representation")]
      ).whole.body == WholeAnswer.ok(changed).body)
    let again = try TestEmulator.frozen(try emulator.export())
    #expect(again.send("GET", "/deviceManagement", version: "v1.0").whole == .ok(changed))
    #expect(try again.export() == emulator.export())
  }

  @Test func isSeeded() throws {
    let emulator = try TestEmulator.frozen(
      ##"""
      {"organization":[{"id":"\##(Self.tenant)"}],
       "deviceManagement":{"id":"deviceManagement","intuneAccountId":"\##(People.nobody)","subscriptionState":"warning",
        "settings":{"secureByDefault":true},
        "deviceConfigurations":[{"@odata.type":"#microsoft.graph.windows10CustomConfiguration","displayName":"Kiosk"}]}}
      """##)
    #expect(
      emulator.send("GET", "/deviceManagement", version: "v1.0").whole
        == .ok(
          """
          {"@odata.context":"V/$metadata#deviceManagement/$entity","id":"deviceManagement",
           "intuneAccountId":"\(Self.tenant)",
           "settings":{"deviceComplianceCheckinThresholdDays":30,"isScheduledActionEnabled":true,"secureByDefault":true},
           "subscriptionState":"warning"\(Self.further)}
          """))
    #expect(
      emulator.get("/deviceManagement/deviceConfigurations?$select=displayName").values("displayName") == [
        "Kiosk"
      ])
  }

  @Test func misfitsAreRefused() throws {
    let emulator = try emulator()
    let before = emulator.get("/deviceManagement").whole
    #expect(emulator.send("PATCH", "/deviceManagement", #"{"settings":4}"#).status == 400)
    #expect(emulator.send("DELETE", "/deviceManagement").status == 400)
    #expect(emulator.get("/deviceManagement").whole == before)
  }

  /// Who has set nothing sees what v1.0 makes of the defaults.
  @Test func settingsWithoutARow() throws {
    let settings = try emulator().send(
      "GET", "/identityGovernance/entitlementManagement/settings", version: "v1.0")
    #expect(settings["durationUntilExternalUserDeletedAfterBlocked"] == "P30D")
  }

  /// The service has dropped these states.
  @Test func statesThatWentAreNoSegment() throws {
    let path =
      "/deviceManagement/deviceConfigurations/\(People.profile)/microsoft.graph.windowsUpdateForBusinessConfiguration/deviceUpdateStates"
    for method in ["GET", "POST"] {
      #expect(
        try TestEmulator.everyWorkload.get().send(method, path, method == "GET" ? nil : "{}").whole
          == .unknownSegment("deviceUpdateStates"))
    }
  }
}
