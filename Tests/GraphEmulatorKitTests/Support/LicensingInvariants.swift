import GRDB
import GraphEmulatorKit
import GraphStore
import Tenants
import Testing

/// What holds of licenses whatever happened before (cloud-licensing 1.5), asked of the tables themselves.
enum LicensingInvariants {
  /// A line for each place where one does not hold.
  static func violations(_ core: EmulatorCore) throws -> [String] {
    let tenant = try #require(core.tenants.mainTenant)
    return try tenant.store.direct { try String.fetchAll($0, sql: violationsSQL) }
  }

  private static let violationsSQL = """
    SELECT 'consumedUnits of ' || id FROM allotment a
      WHERE consumedUnits <> (SELECT count(*) FROM holder WHERE allotment = a.key)
    UNION ALL SELECT 'more holders than units: ' || id FROM allotment WHERE consumedUnits > allottedUnits
    UNION ALL SELECT 'holds twice: ' || principal FROM holder GROUP BY allotment, principal HAVING count(*) > 1
    UNION ALL SELECT 'waits twice: ' || assignedTo FROM waitingMember GROUP BY allotment, assignedTo HAVING count(*) > 1
    UNION ALL SELECT 'holds and waits: ' || w.key FROM waitingMember w
      JOIN holder h ON h.allotment = w.allotment AND h.principal = w.assignedTo
    UNION ALL SELECT 'waits while a unit is free: ' || w.key FROM waitingMember w
      JOIN allotment a ON a.key = w.allotment WHERE a.consumedUnits < a.allottedUnits
    UNION ALL SELECT 'holds without being entitled: ' || principal FROM holder h WHERE NOT EXISTS (
      SELECT 1 FROM licensePath WHERE principal = h.principal AND allotment = h.allotment)
    UNION ALL SELECT 'waits without being entitled: ' || assignedTo FROM waitingMember w WHERE NOT EXISTS (
      SELECT 1 FROM licensePath WHERE principal = w.assignedTo AND allotment = w.allotment)
    UNION ALL SELECT DISTINCT 'neither holds nor waits: ' || principal FROM licensePath p
      WHERE NOT EXISTS (SELECT 1 FROM holder WHERE principal = p.principal AND allotment = p.allotment)
        AND NOT EXISTS (SELECT 1 FROM waitingMember WHERE assignedTo = p.principal AND allotment = p.allotment)
    """
}
