import JSON
import Testing

/// The settings of entitlement management tell one time in days (beta) and as a duration (v1.0).
@Suite struct EntitlementSettingsTests {
  static let path = "/identityGovernance/entitlementManagement/settings"
  static let days = "daysUntilExternalUserDeletedAfterBlocked"
  static let duration = "durationUntilExternalUserDeletedAfterBlocked"

  private func shown(_ emulator: TestEmulator) -> [String?] {
    [("beta", Self.days), ("v1.0", Self.duration)].map { version, name in
      emulator.send("GET", Self.path, version: version)[name]?.text
    }
  }

  @Test(arguments: [
    ("v1.0", #"{"\#(duration)":"P20D"}"#, ["20", "\"P20D\""]),
    ("beta", #"{"\#(days)":7}"#, ["7", "\"P7D\""]),
    // Days are told as they are, hours as a day that has begun.
    ("v1.0", #"{"\#(duration)":"PT36H"}"#, ["2", "\"PT36H\""]),
  ]) func oneIsTheOther(version: String, body: String, both: [String]) throws {
    let emulator = try TestEmulator.frozen()
    #expect(shown(emulator) == ["30", "\"P30D\""])
    for _ in 0..<2 {
      #expect(emulator.send("PATCH", Self.path, body, version: version).whole == .noContent)
      #expect(shown(emulator) == both)
    }
  }

  @Test func seedsSetBoth() throws {
    let emulator = try TestEmulator.frozen(
      #"{"identityGovernance":{"entitlementManagement":{"settings":{"\#(Self.days)":5}}}}"#)
    #expect(shown(emulator) == ["5", "\"P5D\""])
  }
}
