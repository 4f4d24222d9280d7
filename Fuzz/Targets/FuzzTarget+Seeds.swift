import GraphEmulatorKit
import Logging
import Seeding
import Tenants

extension FuzzTarget {
  /// A seed: read, and where nothing is wrong with it loaded in place of the one before.
  static func seeds() throws -> FuzzTarget {
    let core = try EmulatorCore.forFuzzing()
    return FuzzTarget(
      "seeds",
      words: [
        "{", "}", "[", "]", ":", ",", "\"users\":[", "\"groups\":[", "\"admin\":{\"cloudLicensing\":{",
        "\"allotments\":[",
        "\"members@odata.bind\":[\"users/a@b.example\"]",
        "\"clock\":{\"mode\":\"offset\",\"offset\":\"P9999999D\"}",
        "\"settings\":{", "\"deletedDateTime\":\"2026-01-20T10:00:00Z\"", "\"allottedUnits\":2147483648",
        "-1", "1e400",
        "\"@emulator.holders\":[]", "\"@odata.type\":\"#microsoft.graph.user\"", "\"id\":\"a\"", "null",
        "\\u0000",
        "\"9999-12-31T23:59:59Z\"", "\"0001-01-01T00:00:00Z\"",
      ]
    ) { input in
      guard let tenant = core.tenants.mainTenant else { throw FuzzFinding("no tenant") }
      do {
        _ = try SeedLoader.load(
          [SeedDocument(name: "fuzz.json", bytes: input)], into: tenant, replacing: true)
      } catch is SeedMistake { return }
      _ = try SeedExport.bytes(of: tenant)
    }
  }
}
