import GraphStore

/// `usageRight` and what navigates to and from it.
enum UsageRightView {
  static let views = [view, allotments, assignments, errors]

  private static let view = StoreView(
    "usageRight", from: [LicenseTables.source],
    """
    SELECT k.key AS key, licenseIdentifier('usageRight', p.id, k.sku) AS id, '\(LicensingType.usageRight)' AS type,
      k.principal AS owner,
      (SELECT min(position) FROM licenseSource WHERE license = k.key AND state < 2) AS position,
      (SELECT json_patch('{}', json_object(
          'externalServiceIdentifier', json_extract(l.properties, '$.externalServiceIdentifier'),
          'skuId', json_extract(l.properties, '$.skuId'),
          'skuPartNumber', json_extract(l.properties, '$.skuPartNumber'),
          'services', json(\(services))))
        FROM allotment l
        WHERE l.key = (SELECT min(allotment) FROM licenseSource WHERE license = k.key AND state < 2)) AS properties
    FROM license k CROSS JOIN directoryObject p ON p.key = k.principal
    WHERE \(exists("k"))
    """)

  /// The union of the plans on, in the order of the allotments and of their lists.
  private static let services = LicenseSQL.array(
    """
    SELECT service AS item, min(place) AS place FROM licensePlan WHERE license = k.key AND state < 2
    GROUP BY planId ORDER BY place
    """)

  /// Whether a row of `license` gives a usage right now.
  static func exists(_ license: String) -> String {
    "EXISTS (SELECT 1 FROM licenseSource WHERE license = \(license).key AND state < 2)"
  }

  private static let allotments = StoreView(
    "usageRight_allotments", from: [LicenseTables.source],
    """
    SELECT k.key AS source, l.allotment AS target, l.allotment AS position
    FROM license k CROSS JOIN allotmentState l ON l.sku = k.sku
    WHERE EXISTS (SELECT 1 FROM licenseSource WHERE license = k.key AND allotment = l.allotment AND state < 2)
    """)

  private static let assignments = StoreView(
    "usageRight_assignments", from: [LicenseTables.source],
    """
    SELECT license AS source, assignment AS target, assignment AS position FROM licenseSource WHERE state < 2
    """)

  private static let errors = StoreView(
    "assignmentError_usageRight", from: [LicenseTables.source],
    """
    SELECT e.key AS source, k.key AS target, k.key AS position
    FROM assignmentError e CROSS JOIN license k ON k.principal = e.assignedTo AND k.sku = \(LicenseSQL.errorSku("e"))
    WHERE \(exists("k"))
    """)
}
