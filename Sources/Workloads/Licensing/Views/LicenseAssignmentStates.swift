/// `licenseAssignmentStates` of a user: one row for each product and source, the source being a group or the user's
/// own assignments together.
enum LicenseAssignmentStates {
  @Sendable static func expression(_ alias: String) -> String {
    LicenseSQL.array(
      """
      SELECT json_object('skuId', sku, 'disabledPlans', json(\(disabledPlans(alias))),
        'assignedByGroup', (SELECT id FROM directoryObject WHERE key = source),
        'state', \(state), 'error', CASE held WHEN paths THEN 'None' ELSE \(error) END,
        'lastUpdatedDateTime', \(LicenseSQL.seconds("updated"))) AS item
      FROM (\(sources(alias))) o ORDER BY first
      """)
  }

  /// Rows of the sources: `paths` through each, how many of them are `held`, how many of these have `benefit`.
  private static func sources(_ alias: String) -> String {
    """
    SELECT sku, source, count(*) AS paths, sum(granted IS NOT NULL) AS held,
      sum(granted IS NOT NULL AND state < 2) AS benefit, max(iif(granted IS NULL AND since IS NULL, failure, NULL)) AS failure,
      max(max(coalesce(granted, ''), coalesce(since, ''), coalesce(occurred, ''), changed)) AS updated,
      min(assignment) AS first
    FROM (\(paths(alias))) GROUP BY sku, source
    """
  }

  private static func paths(_ alias: String) -> String {
    """
    SELECT x.sku AS sku, x.source AS source, x.assignment AS assignment, x.state AS state,
      (SELECT grantedDateTime FROM holder WHERE allotment = x.allotment AND principal = x.principal) AS granted,
      (SELECT json_extract(properties, '$.waitingSinceDateTime') FROM waitingMember
        WHERE allotment = x.allotment AND assignedTo = x.principal) AS since,
      \(failure("code")) AS failure, \(failure("occurrenceDateTime")) AS occurred,
      coalesce(json_extract(x.terms, '$."@emulator.updatedDateTime"'), '') AS changed
    FROM licensePath x WHERE x.principal = \(alias).key AND x.skuId IS NOT NULL
    """
  }

  private static func failure(_ member: String) -> String {
    """
    (SELECT json_extract(properties, '$.\(member)') FROM assignmentError
      WHERE assignedTo = x.principal AND \(LicenseSQL.errorSku("")) = x.sku)
    """
  }

  /// What every assignment of the source switches off.
  private static func disabledPlans(_ alias: String) -> String {
    LicenseSQL.array(
      ofWords: """
        SELECT d.planId AS item FROM licensePath y CROSS JOIN disabledPlan d ON d.assignment = y.assignment
        WHERE y.principal = \(alias).key AND y.sku = o.sku AND y.source IS o.source
        GROUP BY d.planId HAVING count(*) = o.paths ORDER BY min(y.assignment * 4096 + d.place)
        """)
  }

  private static let state = """
    CASE WHEN held = 0 THEN 'Error' WHEN held < paths THEN 'ActiveWithError'
      WHEN benefit > 0 THEN 'Active' ELSE 'Disabled' END
    """

  /// A path that neither holds nor failed waits.
  private static let error = """
    CASE WHEN failure IS NULL THEN 'CountViolation' WHEN failure = 'MissingDependency' THEN 'DependencyViolation'
      WHEN failure IN ('MutuallyExclusiveViolation', 'ProhibitedInUsageLocationViolation', 'UniquenessViolation',
        'CountViolation', 'DependencyViolation') THEN failure
      ELSE 'Other' END
    """
}
