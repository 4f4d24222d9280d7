import GraphEmulatorKit
import JSON
import Seeding
import Tenants
import Testing

/// What a seed says of values that are computed: it does not count, and the report says so.
@Suite struct DerivedSeedValueTests {
  private static func ignored(_ text: String) throws -> [String] {
    let emulator = try TestEmulator.frozen()
    let tenant = try #require(emulator.core.tenants.mainTenant)
    let document = SeedDocument(name: "demo.json", bytes: Array(text.utf8))
    return try SeedLoader.load([document], into: tenant).ignored
  }

  /// With an id or without.
  @Test(
    arguments: ["deviceStatusOverview", "userStatusOverview"],
    [#"{"id":"x","pendingCount":3}"#, #"{"pendingCount":3}"#])
  func partsOfAProfile(name: String, value: String) throws {
    let seed = """
      {"deviceManagement":{"deviceConfigurations":[
        {"@odata.type":"#microsoft.graph.windows10CustomConfiguration","displayName":"Kiosks","\(name)":\(value)}]}}
      """
    #expect(try Self.ignored(seed) == ["demo.json: $.deviceManagement.deviceConfigurations[0].\(name)"])
  }
}
