import JSON
import Testing

/// The settings of derived credentials, of which a profile contains one.
@Suite("Settings of derived credentials in seeds") struct SeededCredentialSettingsTests {
  private static func seed(_ settings: String) -> String {
    #"""
    {"deviceManagement":{"deviceConfigurations":[{"@odata.type":"#microsoft.graph.iosVpnConfiguration",
      "id":"\#(People.profile)","displayName":"VPN","derivedCredentialSettings":{\#(settings)}}]}}
    """#
  }

  @Test("A seed with settings for a profile that has some made a second value of them")
  func changeThoseThatAreThere() throws {
    let emulator = try TestEmulator.frozen(
      Self.seed(#""id":"settings","displayName":"First","renewalThresholdPercentage":20"#))
    try emulator.load(Self.seed(#""displayName":"Second""#))
    try emulator.load(Self.seed(#""id":"other","helpUrl":"https://help.example""#))
    let export = try JSONValue.parse(emulator.export())
    let profiles = export.objectValue?["deviceManagement"]?.objectValue?["deviceConfigurations"]?.arrayValue
    try #require(profiles?.count == 1)
    #expect(
      profiles?[0].objectValue?["derivedCredentialSettings"]?.text
        == #"{"id":"settings","displayName":"Second","helpUrl":"https://help.example","issuer":"intercede","#
        + #""notificationType":"none","renewalThresholdPercentage":20}"#)
    let seen = emulator.get(
      "/deviceManagement/deviceConfigurations/\(People.profile)/microsoft.graph.iosVpnConfiguration/derivedCredentialSettings"
    )
    #expect(seen.status == 200)
    #expect((seen["id"], seen["displayName"]) == ("settings", "Second"))
  }
}
