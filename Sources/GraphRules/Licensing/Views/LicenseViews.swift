/// The views that every other license view is derived from (cloud-licensing 1.5).
///
/// None of them has a UNION or an aggregate on its outside: SQLite then melts them into the query that uses them, and
/// a condition on one principal reaches the indexes.
enum LicenseViews {
  static let creationSQL = [licenseSource, licensePlan, skuPlan, licensePath]

  /// The assignments that give a principal its license: of a user or device those through which it holds a unit, of
  /// a group its own.
  ///
  /// `position` is the order of granting, or for a group of assigning; `state` is the allotment's.
  private static let licenseSource = """
    CREATE VIEW licenseSource AS
    SELECT k.key AS license, k.principal AS principal, k.sku AS sku, l.key AS allotment, a.key AS assignment,
      CASE p.type WHEN '\(TypeName.group)' THEN a.key
        ELSE (SELECT sequence FROM holder WHERE allotment = l.key AND principal = k.principal) END AS position,
      (SELECT grantedDateTime FROM holder WHERE allotment = l.key AND principal = k.principal) AS granted,
      \(LicenseSQL.state("l.properties")) AS state, l.properties AS pool, a.properties AS terms
    FROM license k CROSS JOIN directoryObject p ON p.key = k.principal
      CROSS JOIN allotment l ON \(LicenseSQL.sku("l")) = k.sku
      CROSS JOIN assignment a ON a.allotment = l.key
    WHERE p.deleted IS NULL
      AND a.assignedTo IN (\(LicenseSQL.sources(of: "k.principal")))
      AND (p.type <> '\(TypeName.group)' OR a.assignedTo = k.principal)
      AND CASE p.type WHEN '\(TypeName.group)' THEN 1
        ELSE EXISTS (SELECT 1 FROM holder WHERE allotment = l.key AND principal = k.principal) END
    """

  /// The service plans that one of these assignments leaves on.
  private static let licensePlan = """
    CREATE VIEW licensePlan AS
    SELECT s.license AS license, s.principal AS principal, s.sku AS sku, s.allotment AS allotment,
      s.assignment AS assignment, s.position AS position, s.granted AS granted, s.state AS state, s.pool AS pool,
      json_extract(e.value, '$.planId') AS planId, e.value AS service, s.allotment * 4096 + e.key AS place
    FROM licenseSource s CROSS JOIN json_each(s.pool, '$.services') e
    WHERE NOT \(LicenseSQL.isDisabled("json_extract(e.value, '$.planId')", in: "s.terms"))
    """

  /// The service plans of the allotments of a product, in seed order.
  private static let skuPlan = """
    CREATE VIEW skuPlan AS
    SELECT \(LicenseSQL.sku("l")) AS sku, json_extract(e.value, '$.planId') AS planId, e.value AS service,
      l.key * 4096 + e.key AS place
    FROM allotment l CROSS JOIN json_each(l.properties, '$.services') e
    """

  /// Every way in which a user or device is entitled to an allotment, whether or not it holds a unit.
  ///
  /// `source` is the group it leads through, NULL for a direct assignment.
  private static let licensePath = """
    CREATE VIEW licensePath AS
    SELECT p.key AS principal, \(LicenseSQL.sku("l")) AS sku, l.key AS allotment, a.key AS assignment,
      nullif(a.assignedTo, p.key) AS source, l.properties AS pool, a.properties AS terms
    FROM directoryObject p CROSS JOIN assignment a CROSS JOIN allotment l ON l.key = a.allotment
    WHERE p.deleted IS NULL AND a.assignedTo IN (\(LicenseSQL.sources(of: "p.key")))
      AND \(LicenseSQL.serves("l.properties", "p"))
    """
}
