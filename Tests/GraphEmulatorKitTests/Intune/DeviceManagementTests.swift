import JSON
import Testing

/// The singleton that holds all of Intune answers for itself.
@Suite struct DeviceManagementTests {
  static let tenant = "99999999-0000-4000-8000-000000000001"

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
           "subscriptionState":"active"}
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
