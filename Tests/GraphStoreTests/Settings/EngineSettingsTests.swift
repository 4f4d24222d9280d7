import JSON
import OData
import Testing

@testable import GraphStore

/// What the engine reads of a tenant's settings.
@Suite struct EngineSettingsTests {
  @Test func eachHasItsDefault() {
    let settings = EngineSettings([:])
    #expect(!settings.isStrict)
    #expect(settings.pageSize == nil)
    #expect(settings.randomSeed == nil)
    #expect(settings.signIn.user == nil)
    #expect(settings.batchOrder == .request)
    #expect(!settings.throttles)
    #expect(settings.consistency == nil)
  }

  @Test func eachIsRead() throws {
    let settings = EngineSettings(
      try Self.object(
        #"""
        {"strict":true,"pageSize":7,"randomSeed":-3,"signIn":{"user":"ada"},"batch":{"order":"shuffled"},
         "throttling":{"enabled":true},
         "consistency":{"mode":"eventual","reads":3,"delay":"PT1.5S","byId":true}}
        """#))
    #expect(settings.isStrict)
    #expect(settings.pageSize == 7)
    #expect(settings.randomSeed == -3)
    #expect(settings.signIn.user == "ada")
    #expect(settings.batchOrder == .shuffled)
    #expect(settings.throttles)
    #expect(settings.consistency?.reads == 3)
    #expect(settings.consistency?.delay == 15_000_000)
    #expect(settings.consistency?.includesObjects == true)
  }

  @Test(arguments: ["-PT1S", "PT0S"]) func everyDelayIsAboveZero(_ delay: String) {
    let mistake = #expect(throws: OptionMistake.self) {
      try SettingsBook().checked(["consistency": ["mode": "eventual", "delay": .string(delay)]], path: "$")
    }
    #expect(mistake?.path == "$.consistency.delay")
    #expect(mistake?.message == "a duration above PT0S expected")
  }

  private static func object(_ text: String) throws -> JSONObject {
    try #require(try JSONValue.parse(text).objectValue)
  }
}
