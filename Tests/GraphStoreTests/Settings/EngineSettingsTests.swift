import JSON
import Testing

@testable import GraphStore

/// What the engine reads of a tenant's settings.
@Suite struct EngineSettingsTests {
  @Test func everyKeyHasItsDefault() {
    let settings = EngineSettings([:])
    #expect(!settings.isStrict)
    #expect(settings.pageSize == nil)
    #expect(settings.randomSeed == nil)
    #expect(settings.signIn.user == nil)
    #expect(!settings.signIn.approvesAtOnce)
    #expect(!settings.isThrottled)
    #expect(settings.consistency == .strong)
    #expect(settings.batchOrder == .request)
  }

  @Test func everyKeyIsRead() throws {
    let settings = EngineSettings(
      try Self.object(
        #"""
        {"strict":true,"pageSize":7,"randomSeed":-3,"signIn":{"user":"ada","autoApprove":true},
         "throttling":{"enabled":true},"batch":{"order":"shuffled"},
         "consistency":{"mode":"eventual","reads":2,"delay":"PT2S","byId":true}}
        """#))
    #expect(settings.isStrict)
    #expect(settings.pageSize == 7)
    #expect(settings.randomSeed == -3)
    #expect(settings.signIn.user == "ada")
    #expect(settings.signIn.approvesAtOnce)
    #expect(settings.isThrottled)
    #expect(settings.consistency == .eventual(.init(reads: 2, delay: 2, holdsById: true)))
    #expect(settings.batchOrder == .shuffled)
  }

  @Test func eventualConsistencyMaySayNothingMore() throws {
    let settings = EngineSettings(try Self.object(#"{"consistency":{"mode":"eventual"}}"#))
    #expect(settings.consistency == .eventual(.init(reads: nil, delay: nil, holdsById: false)))
  }

  private static func object(_ text: String) throws -> JSONObject {
    try #require(try JSONValue.parse(text).objectValue)
  }
}
