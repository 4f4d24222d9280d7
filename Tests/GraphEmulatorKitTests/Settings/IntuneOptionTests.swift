import HTTPMessages
import JSON
import Testing

/// The settings of Intune.
@Suite("intune") struct IntuneOptionTests {
  private static let profiles = "/deviceManagement/deviceConfigurations"

  private static func emulator(_ options: String, _ seed: String = People.everyWorkload) throws
    -> TestEmulator
  {
    let emulator = try TestEmulator.frozen(seed)
    try emulator.load(#"{"settings": {"intune": \#(options)}}"#)
    return emulator
  }

  // MARK: licensed

  private static let unlicensed = WholeAnswer.error(
    400, "BadRequest", "Request not applicable to target tenant.")

  @Test(arguments: ["beta", "v1.0"]) func allOfItIsRefused(version: String) throws {
    let emulator = try Self.emulator(#"{"licensed":false}"#)
    for (method, path, body) in [
      ("GET", "/deviceManagement", nil), ("GET", Self.profiles, nil), ("GET", "\(Self.profiles)/$count", nil),
      ("GET", "\(Self.profiles)/\(People.profile)", nil),
      ("GET", "\(Self.profiles)/\(People.nobody)?$top=x", nil),
      ("GET", "\(Self.profiles)/\(People.profile)/assignments", nil),
      ("PATCH", "\(Self.profiles)/\(People.profile)", "{"),
      ("DELETE", "\(Self.profiles)/\(People.profile)", nil),
    ] as [(String, String, String?)] {
      #expect(
        emulator.send(method, path, body, version: version).whole == Self.unlicensed, "\(method) \(path)")
    }
    #expect(emulator.send("GET", "/users/\(People.adele)?$select=id", version: version).status == 200)
  }

  /// Who may not use the area hears that first.
  @Test func permissionsComeBefore() throws {
    let emulator = try Self.emulator(#"{"licensed":false}"#)
    let few = UnsignedToken.application(["User.Read.All"])
    #expect(emulator.send("GET", Self.profiles, headers: [few]).errorCodes == ["Forbidden"])
  }

  @Test func nothingOfItIsLost() throws {
    let emulator = try Self.emulator(#"{"licensed":false}"#)
    try emulator.load(#"{"settings": {"intune": null}}"#)
    #expect(
      emulator.get("\(Self.profiles)?$select=id").values("id")
        == [People.profile, "44444444-0000-4000-8000-000000000002"])
  }

  // MARK: plainTextNeedsReadWrite

  @Test func plainTextForReaders() throws {
    let seed = OmaSettingTests.seed(OmaSettingTests.text("geheim", "./a", ",\"isEncrypted\":true"))
    let emulator = try TestEmulator.frozen(seed)
    let reference = try #require(OmaSettingTests.references(emulator).first)
    let path = "\(OmaSettingTests.path)/getOmaSettingPlainTextValue(secretReferenceValueId='\(reference)')"
    let plain = WholeAnswer.ok(#"{"@odata.context":"B/$metadata#Edm.String","value":"geheim"}"#)
    let reader = UnsignedToken.application(["DeviceManagementConfiguration.Read.All"])
    let writer = UnsignedToken.application(["DeviceManagementConfiguration.ReadWrite.All"])
    for token in [reader, writer] { #expect(emulator.send("GET", path, headers: [token]).whole == plain) }
    try emulator.load(#"{"settings": {"intune": {"plainTextNeedsReadWrite": true}}}"#)
    #expect(
      emulator.send("GET", path, headers: [reader]).whole
        == .intune(
          403, "Forbidden",
          "Application is not authorized to perform this operation. Application must have one of the following "
            + "scopes: DeviceManagementConfiguration.ReadWrite.All"))
    #expect(emulator.send("GET", path, headers: [writer]).whole == plain)
    #expect(emulator.get(path).whole == plain)
  }

  // MARK: What functions answer

  @Test func targetedUsersAndDevices() throws {
    let device = #"{"deviceId":"d1","deviceName":"DESKTOP-01","lastCheckinDateTime":"2026-01-30T00:00:00Z"}"#
    let user = #"{"userDisplayName":"Adele Vance","userId":"\#(People.adele)"}"#
    let emulator = try Self.emulator(
      #"{"targetedUsersAndDevices":{"\#(People.profile.uppercased())":[\#(device),\#(user)]}}"#)
    let context = "B/$metadata#Collection(microsoft.graph.deviceConfigurationTargetedUserAndDevice)"
    for (id, items) in [(People.profile, "\(device),\(user)"), (People.nobody, "")] {
      #expect(
        emulator.send(
          "POST", "\(Self.profiles)/getTargetedUsersAndDevices", #"{"deviceConfigurationIds":["\#(id)"]}"#
        ).whole == .ok(#"{"@odata.context":"\#(context)","value":[\#(items)]}"#))
    }
  }

  @Test func iosAvailableUpdateVersions() throws {
    let version = """
      {"expirationDateTime":"2026-06-01T00:00:00Z","postingDateTime":"2026-01-01T00:00:00Z","productVersion":"26.2",
       "supportedDevices":["iPhone17,1"]}
      """
    let path = "\(Self.profiles)/getIosAvailableUpdateVersions()"
    let context = "B/$metadata#Collection(microsoft.graph.iosAvailableUpdateVersion)"
    #expect(
      try Self.emulator(#"{"iosAvailableUpdateVersions":[\#(version)]}"#).get(path).whole
        == .ok(#"{"@odata.context":"\#(context)","value":[\#(version)]}"#))
    #expect(
      try Self.emulator("{}").get(path).whole == .ok(#"{"@odata.context":"\#(context)","value":[]}"#))
  }
}
