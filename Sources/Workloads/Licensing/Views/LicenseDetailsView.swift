import GraphStore

/// `licenseDetails`: the usage rights of a user in the words of the older API, with every plan of the product.
enum LicenseDetailsView {
  static let views = [
    StoreView(
      "licenseDetails", from: [LicenseTables.source],
      """
      SELECT k.key AS key, licenseDetailsIdentifier(\(LicenseSQL.tenant), k.sku) AS id,
        'microsoft.graph.licenseDetails' AS type, k.principal AS owner,
        (SELECT min(position) FROM licenseSource WHERE license = k.key AND state < 2) AS position,
        (SELECT json_patch('{}', json_object('skuId', k.sku, 'skuPartNumber', \(ServicePlanSQL.partNumber("k.sku")),
          'servicePlans', json(\(plans))))) AS properties
      FROM license k CROSS JOIN directoryObject p ON p.key = k.principal
      WHERE p.type = '\(LicensingType.user)' AND \(ServicePlanSQL.isDirectoryProduct("k.sku"))
        AND \(UsageRightView.exists("k"))
      """)
  ]

  private static let plans = LicenseSQL.array(
    """
    SELECT \(ServicePlanSQL.servicePlanInfo(status: status)) AS item FROM (
      SELECT planId, max(planName) AS planName, max(assignableTo) AS assignableTo, max(isOn) AS isOn,
        min(place) AS place FROM (
        SELECT planId, planName, assignableTo, place, 1 AS isOn FROM licensePlan WHERE license = k.key AND state < 2
        UNION ALL SELECT planId, planName, assignableTo, place, 0 FROM skuPlan WHERE sku = k.sku)
      GROUP BY planId) listed ORDER BY place
    """)

  private static let status =
    "CASE isOn WHEN 0 THEN 'Disabled' ELSE coalesce((SELECT s.status FROM planStatus s "
    + "WHERE s.planId = listed.planId), 'Success') END"
}
