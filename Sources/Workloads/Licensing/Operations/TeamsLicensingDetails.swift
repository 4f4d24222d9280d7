import GRDB
import GraphStore
import JSON

/// `getTeamsLicensingDetails`: whether a user has a plan of Teams on.
struct TeamsLicensingDetails: OperationRule {
  let operations = ["microsoft.graph.getTeamsLicensingDetails"]

  private static let sql = """
    SELECT EXISTS (SELECT 1 FROM directoryObject t, json_each(\(PrincipalExpressions.assignedPlans("t"))) p
      WHERE t.key = ? AND json_extract(p.value, '$.service') = 'TeamspaceAPI'
        AND json_extract(p.value, '$.capabilityStatus') IN ('Enabled', 'Warning'))
    """

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    let statement = try transaction.db.cachedStatement(sql: Self.sql)
    let isLicensed = try Bool.fetchOne(statement, arguments: [call.entity?.key]) ?? false
    return .value(["hasTeamsLicense": .bool(isLicensed)])
  }
}
