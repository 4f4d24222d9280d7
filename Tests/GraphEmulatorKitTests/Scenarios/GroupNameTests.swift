import JSON
import Testing

/// The naming policy of a tenant, which `validateProperties` tells.
@Suite struct GroupNameTests {
  static let policy =
    #"{"settings":{"groupNaming":{"prefix":"GRP_","suffix":"_x","blockedWords":["CEO","Payroll"]}}}"#

  private func validate(_ members: String) throws -> WholeAnswer {
    let emulator = try TestEmulator.frozen(People.seed)
    try emulator.load(Self.policy)
    return emulator.send(
      "POST", "/directoryObjects/validateProperties", #"{"entityType":"Group",\#(members)}"#
    ).whole
  }

  private func refused(_ details: String) -> WholeAnswer {
    .error(
      422, "Request_UnprocessableEntity", "The values provided contain one or more validation errors.",
      before: #""details":[\#(details)],"#)
  }

  private func missing(_ property: String) -> String {
    let message =
      "Property \(property) is missing a required prefix/suffix per your organization's Group naming requirements."
    return
      #"{"code":"MissingPrefixSuffix","message":"\#(message)","target":"\#(property)","prefix":"GRP_","suffix":"_x"}"#
  }

  @Test func bothNamesAreTold() throws {
    #expect(
      try validate(#""displayName":"test","mailNickname":"test""#)
        == refused(missing("displayName") + "," + missing("mailNickname")))
    #expect(
      try validate(#""displayName":"GRP_test_x","mailNickname":"test""#) == refused(missing("mailNickname")))
    #expect(try validate(#""displayName":"GRP_test_x","mailNickname":"GRP_test_x""#) == .noContent)
  }

  @Test func aBlockedWord() throws {
    let message =
      "Property displayName contains a blocked word per your organization's Group naming requirements."
    #expect(
      try validate(#""displayName":"GRP_payroll_x","mailNickname":"GRP_ceo_x""#)
        == refused(#"{"code":"ContainsBlockedWord","message":"\#(message)","target":"displayName"}"#))
  }

  /// The policy is for Microsoft 365 groups alone.
  @Test func creationKeepsToIt() throws {
    let emulator = try TestEmulator.frozen()
    try emulator.load(Self.policy)
    let group = { (name: String, isUnified: Bool) in
      #"""
      {"displayName":"\#(name)","mailNickname":"\#(name)","groupTypes":[\#(isUnified ? #""Unified""# : "")],
       "mailEnabled":\#(isUnified),"securityEnabled":\#(!isUnified)}
      """#
    }
    #expect(emulator.send("POST", "/groups", group("Team", false)).status == 201)
    #expect(emulator.send("POST", "/groups", group("GRP_Team_x", true)).status == 201)
    let message =
      "Property displayName is missing a required prefix/suffix per your organization's Group naming requirements."
    #expect(
      emulator.send("POST", "/groups", group("Team", true)).whole
        == .error(
          400, "Request_BadRequest", message,
          before: #""details":[\#(missing("displayName")),\#(missing("mailNickname"))],"#))
  }
}
