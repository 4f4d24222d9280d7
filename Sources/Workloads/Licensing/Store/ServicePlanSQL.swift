/// Pieces of SQL about service plans in the words of the older API.
enum ServicePlanSQL {
  /// A `servicePlanInfo` from the columns `planId`, `planName` and `assignableTo`.
  static func servicePlanInfo(status: String) -> String {
    """
    json_object('servicePlanId', planId, 'servicePlanName', planName, 'provisioningStatus', \(status),
      'appliesTo', CASE assignableTo WHEN 'none' THEN 'Company' ELSE 'User' END)
    """
  }

  /// Every plan of a product as `servicePlanInfo`.
  static func plans(ofSku sku: String) -> String {
    LicenseSQL.array(
      """
      SELECT \(servicePlanInfo(status: "'Success'")) AS item FROM (
        SELECT planId, planName, assignableTo, min(place) AS place FROM skuPlan WHERE sku = \(sku) GROUP BY planId)
      ORDER BY place
      """)
  }

  /// The name of a product by its first allotment.
  static func partNumber(_ sku: String) -> String {
    "(SELECT json_extract(a.properties, '$.skuPartNumber') FROM allotmentState s CROSS JOIN allotment a "
      + "ON a.key = s.allotment WHERE s.sku = \(sku) ORDER BY s.allotment LIMIT 1)"
  }

  /// Products without `skuId` appear in none of the older views.
  static func isDirectoryProduct(_ sku: String) -> String {
    "EXISTS (SELECT 1 FROM allotmentState WHERE sku = \(sku) AND skuId IS NOT NULL)"
  }

  /// The name of the service behind a plan, from its JSON text in `value`: the plan's own name for those that are not
  /// well known.
  static let serviceName: String = {
    let known = services.map { "WHEN '\($0.plan)' THEN '\($0.service)'" }.joined(separator: " ")
    return "CASE json_extract(value, '$.planId') \(known) ELSE json_extract(value, '$.planName') END"
  }()

  private static let services: [(plan: String, service: String)] = [
    ("c1ec4a95-1f05-45b3-a911-aa3fa01094f5", "SCO"),
    ("41781fb2-bc02-4b7c-bd55-b576c07bb09d", "AADPremiumService"),
    ("eec0eb4f-6444-4f95-aba0-50c24d67f998", "AADPremiumService"),
    ("8a256a2b-b617-496d-b51b-e76466e88db0", "MultiFactorService"),
    ("6c57d4b6-3b23-47a5-9bc9-69f17b4947b3", "RMSOnline"),
    ("bea4c11e-220a-4e6d-8eb8-8ea15d019f90", "RMSOnline"),
    ("efb87545-963c-4e0d-99df-69c6916d9eb0", "exchange"),
    ("9aaf7827-d63c-4b61-89c3-182f06f82e5c", "exchange"),
    ("5dbe027f-2339-4123-9542-606e4d348a72", "SharePoint"),
    ("e95bec33-7c88-4a70-8e19-b10bd9d0c014", "SharePoint"),
    ("57ff2da0-773e-42df-b2af-ffb7a2317929", "TeamspaceAPI"),
    ("43de0ff5-c92c-492b-9116-175376d08c38", "MicrosoftOffice"),
  ]
}
