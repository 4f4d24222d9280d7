import GRDB
import Workloads
import Testing

/// The database itself keeps `consumedUnits` equal to the number of holders.
@Suite struct HolderTableTests {
  private static let refused = [
    "UPDATE allotment SET consumedUnits = 1 WHERE id = 'x'",
    "UPDATE allotment SET consumedUnits = 3 WHERE id = 'x'",
    "UPDATE allotment SET consumedUnits = NULL WHERE id = 'x'",
    "UPDATE allotment SET key = 4711 WHERE id = 'x'",
    "INSERT INTO allotment (key, id, type, allottedUnits, consumedUnits, properties) VALUES (4711, 'z', 't', 1, 1, '{}')",
    "INSERT OR REPLACE INTO allotment SELECT key, id, type, allottedUnits, 0, properties FROM allotment WHERE id = 'x'",
    "DELETE FROM allotment WHERE id = 'x'",
    "UPDATE holder SET allotment = (SELECT key FROM allotment WHERE id = 'y')",
    "UPDATE holder SET principal = 4711 WHERE unit = 1",
    "UPDATE holder SET sequence = 4711 WHERE unit = 1",
    "UPDATE holder SET unit = 3 WHERE unit = 2",
    "UPDATE holder SET unit = 0 WHERE unit = 2",
    "UPDATE OR REPLACE holder SET unit = 1 WHERE unit = 2",
    "INSERT INTO holder (allotment, principal, unit, grantedDateTime) SELECT allotment, 4711, 4, '' FROM holder LIMIT 1",
    "INSERT INTO holder (allotment, principal, unit, grantedDateTime) SELECT allotment, 4711, 2, '' FROM holder LIMIT 1",
    "INSERT OR REPLACE INTO holder (allotment, principal, unit, grantedDateTime) SELECT allotment, principal, 3, '' FROM holder LIMIT 1",
    "INSERT OR REPLACE INTO holder SELECT sequence, allotment, 4711, 3, '' FROM holder LIMIT 1",
    "INSERT INTO holder (allotment, principal, unit, grantedDateTime) VALUES (4711, 4712, 1, '')",
  ]

  @Test(arguments: refused)
  func otherChangesAreRefused(sql: String) throws {
    let tenant = try pool()
    #expect(throws: DatabaseError.self) { try tenant.execute(sql) }
    #expect(try tenant.violations() == [])
    #expect(try units(tenant) == ["x 2", "y 0"])
  }

  @Test func unitsFollowTheRows() throws {
    let tenant = try pool()
    try tenant.execute("DELETE FROM holder WHERE unit = 1")
    #expect(try units(tenant) == ["x 1", "y 0"])
    #expect(try tenant.strings("SELECT unit FROM holder") == ["1"])
    try tenant.execute("UPDATE holder SET grantedDateTime = '2026-01-01T00:00:00.0000000Z'")
    try tenant.execute("DELETE FROM holder")
    #expect(try units(tenant) == ["x 0", "y 0"])
  }

  @Test func onePlaceForEachPair() throws {
    let tenant = try pool()
    for table in ["assignment", "waitingMember"] {
      let insert =
        "INSERT INTO \(table) (id, type, allotment, assignedTo, properties) VALUES (?, 't', 4711, 4712, '{}')"
      try tenant.execute(insert, ["a"])
      #expect(throws: DatabaseError.self) { try tenant.execute(insert, ["b"]) }
    }
    let error =
      "INSERT INTO assignmentError (id, type, assignedTo, properties) VALUES (?, 't', 4712, '{\"skuId\":\"s\"}')"
    try tenant.execute(error, ["a"])
    #expect(throws: DatabaseError.self) { try tenant.execute(error, ["b"]) }
  }

  private func pool() throws -> LicensingTenant {
    let tenant = try LicensingTenant()
    let pool = try tenant.allotment("x", units: 5)
    _ = try tenant.allotment("y", units: 5)
    try tenant.assign(pool, to: try tenant.group("g", members: tenant.users("a", "b")))
    return tenant
  }

  private func units(_ tenant: LicensingTenant) throws -> [String] {
    try tenant.strings("SELECT id || ' ' || consumedUnits FROM allotment ORDER BY id")
  }
}
