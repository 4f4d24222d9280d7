import GRDB
import GraphEmulatorKit
import GraphStore
import Tenants
import TestSupport
import Testing

extension LicensingInvariants {
  /// A line for each place where something does not hold of pools that were never made smaller.
  static func violations(_ core: EmulatorCore) throws -> [String] {
    let tenant = try #require(core.tenants.mainTenant)
    return try tenant.store.direct { try String.fetchAll($0, sql: violationsSQL + "\n" + ofWholePools) }
  }

  private static let ofWholePools = """
    UNION ALL SELECT 'more holders than units: ' || id FROM allotment WHERE consumedUnits > allottedUnits
    UNION ALL SELECT 'holds twice: ' || principal FROM holder GROUP BY allotment, principal HAVING count(*) > 1
    UNION ALL SELECT 'waits twice: ' || assignedTo FROM waitingMember GROUP BY allotment, assignedTo HAVING count(*) > 1
    UNION ALL SELECT DISTINCT 'neither holds nor waits: ' || principal FROM licensePath p
      WHERE NOT EXISTS (SELECT 1 FROM holder WHERE principal = p.principal AND allotment = p.allotment)
        AND NOT EXISTS (SELECT 1 FROM waitingMember WHERE assignedTo = p.principal AND allotment = p.allotment)
    """
}
