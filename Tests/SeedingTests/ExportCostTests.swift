import GRDB
import GraphStore
import TenantSupport
import Tenants
import Testing

@testable import Seeding

/// What an export asks the database for.
@Suite("The cost of an export")
struct ExportCostTests {
  /// People without anything else than their names, and what the teams that hold some of them add.
  private static func statements(people: Int, inTeams teams: Int = 0) throws -> Int {
    let seed = try SeedTenant()
    let people = (0..<people).map { "{\"name\":\"p\($0)\"}" }.joined(separator: ",")
    let team = #"{"members@odata.bind":["people/p0","people/p1"]}"#
    let teams = Array(repeating: team, count: teams).joined(separator: ",")
    try seed.load(#"{"people":[\#(people)],"teams":[\#(teams)]}"#)
    return try seed.tenant.store.inspect(moment: seed.tenant.clock.now) { transaction in
      var count = 0
      transaction.db.trace { _ in count += 1 }
      defer { transaction.db.trace() }
      var writer = try SeedWriter(transaction: transaction)
      _ = try writer.document()
      return count
    }
  }

  @Test("nobody asks for each object what none of them has")
  func objectsAlone() throws {
    #expect(try Self.statements(people: 900) == Self.statements(people: 10))
  }

  /// One for the links of each object of a type that may have some, and one for each link.
  @Test("links are asked for where there are links")
  func links() throws {
    let few = try Self.statements(people: 10, inTeams: 1)
    #expect(try Self.statements(people: 10, inTeams: 31) == few + 30 * 3)
    #expect(try Self.statements(people: 40, inTeams: 1) == few)
  }
}
