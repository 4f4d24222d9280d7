import GraphEmulatorKit
import JSON
import Testing

/// Settings of a mailbox that nobody has written: there was nothing (204). Published metadata has more members of them
/// (`PublishedWalkTests`).
@Suite struct MailboxSettingsTests {
  private let emulator: TestEmulator
  private static let user = "11111111-1111-1111-1111-111111111111"
  private static let path = "/users/\(user)/mailboxSettings"

  init() throws {
    emulator = try TestEmulator(
      #"{"users":[{"id":"\#(Self.user)","userPrincipalName":"ada@contoso.example"}]}"#
    ) { $0.metadata = [] }
  }

  /// Without the context.
  private func shown(_ reply: Reply) -> String {
    var object = reply.json.objectValue ?? [:]
    object.members.removeAll { $0.name.hasPrefix("@") }
    return "\(reply.status) \(JSONValue.object(object).text)"
  }

  private static func settings(timeZone: String) -> String {
    #"{"archiveFolder":"archive","dateFormat":"M/d/yyyy","#
      + #""language":{"displayName":"English (United States)","locale":"en-US"},"#
      + #""timeFormat":"h:mm tt","timeZone":"\#(timeZone)","userPurpose":"user"}"#
  }

  @Test(arguments: ["v1.0", "beta"]) func areThereFromTheBeginning(version: String) {
    let reply = emulator.send("GET", Self.path, version: version)
    #expect(shown(reply) == "200 " + Self.settings(timeZone: "UTC"))
    let zone = emulator.send("GET", Self.path + "/timeZone", version: version)
    #expect(shown(zone) == #"200 {"value":"UTC"}"#)
    let part = emulator.send("GET", Self.path + "?$select=timeZone", version: version)
    #expect(shown(part) == #"200 {"timeZone":"UTC"}"#)
    let user = emulator.send("GET", "/users/\(Self.user)?$select=mailboxSettings", version: version)
    #expect(user["mailboxSettings"]?.text == Self.settings(timeZone: "UTC"))
  }

  @Test func aChangeLeavesTheOthers() {
    let zone = #"{"timeZone":"Pacific Standard Time"}"#
    let changed = emulator.send("PATCH", Self.path, zone, version: "v1.0")
    #expect(shown(changed) == "200 " + Self.settings(timeZone: "Pacific Standard Time"))
    #expect(
      shown(emulator.send("GET", Self.path, version: "v1.0"))
        == "200 " + Self.settings(timeZone: "Pacific Standard Time"))
    let formats = emulator.send("PATCH", Self.path, #"{"timeFormat":null}"#, version: "v1.0")
    #expect(formats.status == 200 && formats["timeFormat"] == .null, "\(formats.text)")
  }

  @Test func usersDoNotHaveThemUnasked() {
    let user = emulator.send("GET", "/users/\(Self.user)", version: "v1.0")
    #expect(user.status == 200 && user["mailboxSettings"] == nil)
    #expect(emulator.send("GET", "/users/nobody/mailboxSettings", version: "v1.0").status == 404)
  }
}
