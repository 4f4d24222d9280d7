import GraphStore
import JSON
import Testing

/// With a `randomSeed` the same requests give the same ids.
@Suite("randomSeed") struct RandomSeedTests {
  private static let seed = #"{"settings": {"randomSeed": 7}}"#

  private static func group(_ name: String) -> String {
    #"{"displayName":"\#(name)","mailEnabled":false,"mailNickname":"\#(name)","securityEnabled":true}"#
  }

  private static let profile =
    ##"{"@odata.type":"#microsoft.graph.windows10CustomConfiguration","displayName":"Kiosks"}"##

  /// A batch, and one of the requests is refused.
  private static let batch = """
    {"requests":[
      {"id":"1","method":"POST","url":"/groups","headers":{"Content-Type":"application/json"},"body":\(group("c"))},
      {"id":"2","method":"POST","url":"/groups","headers":{"Content-Type":"application/json"},"body":{"displayName":"d"}},
      {"id":"3","method":"POST","url":"/users","headers":{"Content-Type":"application/json"},
       "body":{"accountEnabled":true,"displayName":"E","mailNickname":"e","userPrincipalName":"e@contoso.example",
               "passwordProfile":{"password":"xWwvJ]6NMw+bWH-d"}}}]}
    """

  private static func catalog(_ emulator: TestEmulator) -> Reply {
    emulator.send(
      "POST", "/identityGovernance/entitlementManagement/accessPackageCatalogs",
      #"{"displayName":"Marketing"}"#)
  }

  /// Ids of what a client makes in each area.
  private static func made(_ emulator: TestEmulator) -> [String?] {
    let single = [
      emulator.send("POST", "/groups", group("a")),
      emulator.send("POST", "/deviceManagement/deviceConfigurations", profile), catalog(emulator),
    ]
    #expect(single.map(\.status) == [201, 201, 201])
    let parts =
      emulator.send("POST", "/$batch", batch)["responses"]?.arrayValue?.compactMap(\.objectValue) ?? []
    #expect(parts.map { $0["status"]?.intValue } == [201, 400, 201])
    return single.map { $0["id"]?.stringValue }
      + parts.map { $0["body"]?.objectValue?["id"]?.stringValue }
  }

  @Test func sameRequestsGiveTheSameIds() throws {
    let ids = Self.made(try TestEmulator.frozen(Self.seed))
    #expect(ids.compactMap(\.self).count == 5)
    #expect(ids[0] == IdentifierSource(SeededGenerator(seed: 7)).guid())
    #expect(ids == Self.made(try TestEmulator.frozen(Self.seed)))
  }

  @Test func wholeAnswersAreTheSame() throws {
    let answers = try (0..<2).map { _ in
      try TestEmulator.frozen(Self.seed).send("POST", "/groups", Self.group("a")).whole
    }
    #expect(answers[0] == answers[1])
    #expect(answers[0].status == 201)
  }

  @Test func aResetBeginsAnew() throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    let ids = Self.made(emulator)
    try emulator.load(
      #"{"settings": {"randomSeed": 7}, "clock": {"mode": "frozen", "now": "2026-01-31T08:15:30Z"}}"#,
      replacing: true)
    #expect(Self.made(emulator) == ids)
  }

  @Test func otherSeedsAndNoneGiveOthers() throws {
    let ids = try ["7", "8", "null", "null"].map { seed in
      try TestEmulator.frozen(#"{"settings": {"randomSeed": \#(seed)}}"#)
        .send("POST", "/groups", Self.group("a"))["id"]?.stringValue
    }
    #expect(Set(ids).count == 4)
  }
}
