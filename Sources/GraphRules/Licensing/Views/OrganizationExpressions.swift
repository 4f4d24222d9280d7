import GraphStore

/// The plans that the tenant has at all, as properties of its `organization`.
enum OrganizationExpressions {
  static let all = DerivedExpressions([
    "organization.assignedPlans": { _ in assignedPlans },
    "organization.provisionedPlans": { _ in provisionedPlans },
  ])

  private static let plans = """
    SELECT json_extract(e.value, '$.planId') AS planId, max(e.value) AS service,
      min(\(LicenseSQL.state("l.properties"))) AS state, min(l.key * 4096 + e.key) AS place,
      min((SELECT min(json_extract(value, '$.startDate')) FROM json_each(l.properties, '$.subscriptions'))) AS start
    FROM allotment l CROSS JOIN json_each(l.properties, '$.services') e
    WHERE json_extract(l.properties, '$.skuId') IS NOT NULL AND \(LicenseSQL.state("l.properties")) < 2
    GROUP BY planId ORDER BY place
    """

  private static let assignedPlans = LicenseSQL.array(
    """
    SELECT json_object('assignedDateTime', start || 'T00:00:00Z', 'capabilityStatus', \(LicenseSQL.status("state")),
      'service', \(ServicePlanSQL.serviceName), 'servicePlanId', planId) AS item FROM (\(plans))
    """)

  private static let provisionedPlans = LicenseSQL.array(
    """
    SELECT json_object('capabilityStatus', \(LicenseSQL.status("min(state)")), 'provisioningStatus', 'Success',
      'service', name) AS item
    FROM (SELECT \(ServicePlanSQL.serviceName) AS name, state, place FROM (\(plans)))
    GROUP BY name ORDER BY min(place)
    """)
}
