import GraphStore

/// Counts of a policy's status reports (intune-device-configuration.md section 1.6).
enum StatusOverviews {
  static let views = [
    view(
      "deviceConfigurationDeviceOverview", of: "deviceConfigurationDeviceStatus", in: "deviceConfiguration",
      afterNotApplicable: platforms),
    view(
      "deviceConfigurationUserOverview", of: "deviceConfigurationUserStatus", in: "deviceConfiguration"),
    view(
      "deviceComplianceDeviceOverview", of: "deviceComplianceDeviceStatus", in: "deviceCompliancePolicy",
      afterNotApplicable: platforms),
    view(
      "deviceComplianceUserOverview", of: "deviceComplianceUserStatus", in: "deviceCompliancePolicy"),
  ]

  private static let platforms = "'notApplicablePlatformCount', 0,"

  private static func view(
    _ name: String, of table: String, in policies: String, afterNotApplicable: String = ""
  ) -> StoreView {
    StoreView(
      name, from: [policies],
      """
      SELECT p.key, p.id, 'microsoft.graph.\(name)' AS type, p.key AS owner, p.key AS position,
        json_object(
          'configurationVersion', json_extract(p.properties, '$.version'),
          'conflictCount', \(count(table, "'conflict'")), 'errorCount', \(count(table, "'error'")),
          'failedCount', \(count(table, "'nonCompliant'")), 'lastUpdateDateTime', \(newest(table)),
          'notApplicableCount', \(count(table, "'notApplicable'")), \(afterNotApplicable)
          'pendingCount', \(count(table, "'unknown', 'notAssigned'")),
          'successCount', \(count(table, "'compliant', 'remediated'"))) AS properties
      FROM \(policies) p
      """)
  }

  private static func count(_ table: String, _ states: String) -> String {
    "(SELECT count(*) FROM \(table) s WHERE s.owner = p.key"
      + " AND coalesce(json_extract(s.properties, '$.status'), 'unknown') IN (\(states)))"
  }

  /// Moments are kept in UTC: without their last letter their texts stand in their order, whatever their digits.
  private static func newest(_ table: String) -> String {
    """
    coalesce((SELECT json_extract(s.properties, '$.lastReportedDateTime') FROM \(table) s WHERE s.owner = p.key
      ORDER BY rtrim(json_extract(s.properties, '$.lastReportedDateTime'), 'Z') DESC LIMIT 1),
      json_extract(p.properties, '$.createdDateTime'))
    """
  }
}
