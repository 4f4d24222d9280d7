import GraphStore

/// The views that every other license view is derived from (cloud-licensing 1.5).
///
/// None of them has a UNION or an aggregate on its outside: SQLite then melts them into the query that uses them, and
/// a condition on one principal reaches the indexes.
enum LicenseViews {
  static let views = [
    licenseSource, licensePlan, skuPlan, switchedOffPlan, unheldPlan, licensePath,
  ]

  /// The assignments that give a principal its license: of a user or device those through which it holds a unit, of
  /// a group its own.
  ///
  /// `position` is the order of granting, or for a group of assigning; `state` is the allotment's.
  private static let licenseSource = StoreView(
    "licenseSource",
    columns: [
      "license", "principal", "sku", "skuId", "allotment", "assignment", "state", "position", "granted",
    ], from: [LicenseTables.source],
    """
    SELECT k.key AS license, k.principal AS principal, k.sku AS sku, l.skuId AS skuId, l.allotment AS allotment,
      a.key AS assignment, l.state AS state,
      CASE p.type WHEN '\(LicensingType.group)' THEN a.key
        ELSE (SELECT sequence FROM holder WHERE allotment = l.allotment AND principal = k.principal) END AS position,
      (SELECT grantedDateTime FROM holder WHERE allotment = l.allotment AND principal = k.principal) AS granted
    FROM license k CROSS JOIN directoryObject p ON p.key = k.principal
      CROSS JOIN allotmentState l ON l.sku = k.sku
      CROSS JOIN assignment a ON a.allotment = l.allotment
    WHERE p.deleted IS NULL
      AND CASE p.type WHEN '\(LicensingType.group)' THEN 1
        ELSE EXISTS (SELECT 1 FROM holder WHERE allotment = l.allotment AND principal = k.principal) END
      AND a.assignedTo IN (\(LicenseSQL.sources(of: "k.principal")))
      AND (p.type <> '\(LicensingType.group)' OR a.assignedTo = k.principal)
    """)

  /// The service plans that one of these assignments leaves on.
  private static let licensePlan = StoreView(
    "licensePlan",
    columns: [
      "license", "principal", "sku", "skuId", "allotment", "assignment", "position", "granted", "state",
      "planId", "planName", "assignableTo", "service", "place",
    ], from: [LicenseTables.source],
    """
    SELECT s.license AS license, s.principal AS principal, s.sku AS sku, s.skuId AS skuId, s.allotment AS allotment,
      s.assignment AS assignment, s.position AS position, s.granted AS granted, s.state AS state,
      e.planId AS planId, e.planName AS planName, e.assignableTo AS assignableTo, e.service AS service,
      e.place AS place
    FROM licenseSource s CROSS JOIN allotmentPlan e ON e.allotment = s.allotment
    WHERE NOT EXISTS (SELECT 1 FROM disabledPlan WHERE assignment = s.assignment AND planId = e.planId)
    """)

  /// The service plans of the allotments of a product, in seed order.
  private static let skuPlan = StoreView(
    "skuPlan", columns: ["sku", "planId", "planName", "assignableTo", "service", "place"],
    from: [LicenseTables.source],
    """
    SELECT l.sku AS sku, e.planId AS planId, e.planName AS planName, e.assignableTo AS assignableTo,
      e.service AS service, e.place AS place
    FROM allotmentState l CROSS JOIN allotmentPlan e ON e.allotment = l.allotment
    """)

  /// The service plans that some source of a license switches off; another may leave them on.
  private static let switchedOffPlan = StoreView(
    "switchedOffPlan", columns: ["license", "planId"], from: [LicenseTables.source],
    """
    SELECT s.license AS license, d.planId AS planId
    FROM licenseSource s CROSS JOIN disabledPlan d ON d.assignment = s.assignment
    """)

  /// The service plans of those allotments of a product that the license has nothing of.
  private static let unheldPlan = StoreView(
    "unheldPlan", columns: ["license", "planId"], from: [LicenseTables.source],
    """
    SELECT k.key AS license, e.planId AS planId
    FROM license k CROSS JOIN allotmentState l ON l.sku = k.sku
      CROSS JOIN allotmentPlan e ON e.allotment = l.allotment
    WHERE NOT EXISTS (SELECT 1 FROM licenseSource WHERE license = k.key AND allotment = l.allotment)
    """)

  /// Every way in which a user or device is entitled to an allotment, whether or not it holds a unit.
  ///
  /// `source` is the group it leads through, NULL for a direct assignment.
  private static let licensePath = StoreView(
    "licensePath",
    columns: ["principal", "sku", "skuId", "allotment", "state", "assignment", "source", "terms"],
    from: [LicenseTables.source],
    """
    SELECT p.key AS principal, l.sku AS sku, l.skuId AS skuId, l.allotment AS allotment, l.state AS state,
      a.key AS assignment, nullif(a.assignedTo, p.key) AS source, a.properties AS terms
    FROM directoryObject p CROSS JOIN assignment a CROSS JOIN allotmentState l ON l.allotment = a.allotment
    WHERE p.deleted IS NULL AND a.assignedTo IN (\(LicenseSQL.sources(of: "p.key")))
      AND \(LicenseSQL.serves("l", "p"))
    """)
}
