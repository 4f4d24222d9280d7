import GraphStore

/// The plans that the tenant has at all, as properties of its `organization`.
enum OrganizationExpressions {
  static let all = DerivedExpressions([
    "organization.assignedPlans": { _ in assignedPlans },
    "organization.provisionedPlans": { _ in provisionedPlans },
  ])

  private static let pools = """
    SELECT s.allotment AS allotment, s.state AS state, (SELECT min(json_extract(value, '$.startDate'))
        FROM json_each(a.properties, '$.subscriptions')) AS start
    FROM allotmentState s CROSS JOIN allotment a ON a.key = s.allotment
    WHERE s.skuId IS NOT NULL AND s.state < 2
    """

  private static let plans = """
    SELECT e.planId AS planId, max(e.serviceName) AS serviceName, min(l.state) AS state, min(e.place) AS place,
      min(l.start) AS start
    FROM (\(pools)) l CROSS JOIN allotmentPlan e ON e.allotment = l.allotment GROUP BY e.planId ORDER BY place
    """

  private static let assignedPlans = LicenseSQL.array(
    """
    SELECT json_object('assignedDateTime', start || 'T00:00:00Z', 'capabilityStatus', \(LicenseSQL.status("state")),
      'service', serviceName, 'servicePlanId', planId) AS item FROM (\(plans))
    """)

  private static let provisionedPlans = LicenseSQL.array(
    """
    SELECT json_object('capabilityStatus', \(LicenseSQL.status("min(state)")), 'provisioningStatus', 'Success',
      'service', name) AS item
    FROM (SELECT serviceName AS name, state, place FROM (\(plans)))
    GROUP BY name ORDER BY min(place)
    """)
}
