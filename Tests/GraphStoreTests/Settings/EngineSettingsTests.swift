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
  }

  @Test func eachIsRead() throws {
    let settings = EngineSettings(
      try Self.object(
        #"""
        {"strict":true,"pageSize":7,"randomSeed":-3,"signIn":{"user":"ada"},"batch":{"order":"shuffled"}}
        """#))
    #expect(settings.isStrict)
    #expect(settings.pageSize == 7)
    #expect(settings.randomSeed == -3)
    #expect(settings.signIn.user == "ada")
    #expect(settings.batchOrder == .shuffled)
  }

  private static func object(_ text: String) throws -> JSONObject {
    try #require(try JSONValue.parse(text).objectValue)
  }
}
