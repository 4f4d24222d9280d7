import GraphStore

/// `subscribedSku` and `companySubscription`: the allotments by product and by purchase.
enum SubscribedSkuView {
  static let views = [subscribedSku, companySubscription]

  private static let subscribedSku = StoreView(
    "subscribedSku", from: [LicenseTables.source],
    """
    SELECT f.key AS key, \(LicenseSQL.tenant) || '_' || \(sku) AS id, 'microsoft.graph.subscribedSku' AS type,
      f.key AS position,
      json_patch('{}', json_object('accountId', \(LicenseSQL.tenant), 'accountName', \(accountName),
        'appliesTo', 'User', 'capabilityStatus', \(LicenseSQL.status(bestState)),
        'consumedUnits', \(consumedUnits),
        'prepaidUnits', json_object('enabled', \(units(0)), 'suspended', \(units(2)), 'warning', \(units(1)),
          'lockedOut', \(units(3))),
        'servicePlans', json(\(ServicePlanSQL.plans(ofSku: sku))), 'skuId', \(sku),
        'skuPartNumber', json_extract(f.properties, '$.skuPartNumber'),
        'subscriptionIds', json(\(subscriptionIds)))) AS properties
    FROM allotmentState c CROSS JOIN allotment f ON f.key = c.allotment
    WHERE c.skuId IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM allotmentState WHERE sku = c.sku AND allotment < c.allotment)
    """)

  private static let sku = "c.sku"
  private static let pools =
    "FROM allotmentState s CROSS JOIN allotment l ON l.key = s.allotment WHERE s.sku = c.sku"

  private static let bestState = "(SELECT min(s.state) \(pools))"

  private static func units(_ state: Int) -> String {
    "(SELECT coalesce(sum(l.allottedUnits), 0) \(pools) AND s.state = \(state))"
  }

  /// Who holds units of several pools of the product counts once; with one pool nobody is counted at all.
  private static let consumedUnits = """
    CASE (SELECT count(*) \(pools)) WHEN 1 THEN f.consumedUnits
      ELSE (SELECT count(DISTINCT h.principal) FROM allotmentState s CROSS JOIN holder h ON h.allotment = s.allotment
        WHERE s.sku = c.sku) END
    """

  private static let subscriptionIds = LicenseSQL.array(
    ofWords: """
      SELECT json_extract(e.value, '$.subscriptionId') AS item
      FROM allotmentState s CROSS JOIN allotment l ON l.key = s.allotment
        CROSS JOIN json_each(l.properties, '$.subscriptions') e
      WHERE s.sku = c.sku GROUP BY item ORDER BY min(l.key * 4096 + e.key)
      """)

  /// First label of the initial domain.
  private static let accountName = """
    (SELECT substr(d.name, 1, instr(d.name || '.', '.') - 1) FROM (
      SELECT json_extract(v.value, '$.name') AS name
      FROM directoryObject o CROSS JOIN json_each(o.properties, '$.verifiedDomains') v
      WHERE o.type = '\(LicensingType.organization)' AND o.deleted IS NULL
        AND json_extract(v.value, '$.isInitial') LIMIT 1) d)
    """

  // MARK: Purchases

  private static let companySubscription = StoreView(
    "companySubscription", from: [LicenseTables.source],
    """
    SELECT l.key * 4096 + s.key AS key, \(subscription("subscriptionId")) AS id,
      'microsoft.graph.companySubscription' AS type, l.key * 4096 + s.key AS position,
      json_patch('{}', json_object('commerceSubscriptionId', \(subscription("subscriptionId")),
        'createdDateTime', \(midnight("startDate")),
        'isTrial', json(CASE WHEN instr(\(subscription("tags")), 'trial') THEN 'true' ELSE 'false' END),
        'nextLifecycleDateTime', \(midnight("nextLifecycleDate")), 'ownerTenantId', \(LicenseSQL.tenant),
        'serviceStatus', json(\(ServicePlanSQL.plans(ofSku: "json_extract(l.properties, '$.skuId')"))),
        'skuId', json_extract(l.properties, '$.skuId'),
        'skuPartNumber', json_extract(l.properties, '$.skuPartNumber'),
        'status', \(status), 'totalLicenses', \(totalLicenses))) AS properties
    FROM allotment l CROSS JOIN json_each(l.properties, '$.subscriptions') s
    WHERE json_extract(l.properties, '$.skuId') IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM allotment o CROSS JOIN json_each(o.properties, '$.subscriptions') t
      WHERE json_extract(o.properties, '$.skuId') IS NOT NULL
        AND json_extract(t.value, '$.subscriptionId') = \(subscription("subscriptionId"))
        AND o.key * 4096 + t.key < l.key * 4096 + s.key)
    """)

  private static func subscription(_ member: String) -> String { "json_extract(s.value, '$.\(member)')" }

  private static func midnight(_ member: String) -> String { "\(subscription(member)) || 'T00:00:00Z'" }

  private static let status = """
    CASE \(subscription("state")) WHEN 'warning' THEN 'Warning' WHEN 'suspended' THEN 'Suspended'
      WHEN 'lockedOut' THEN 'LockedOut' WHEN 'deleted' THEN 'Deleted' ELSE 'Enabled' END
    """

  private static let totalLicenses = """
    (SELECT sum(o.allottedUnits) FROM allotment o WHERE json_extract(o.properties, '$.skuId') IS NOT NULL
      AND EXISTS (SELECT 1 FROM json_each(o.properties, '$.subscriptions')
        WHERE json_extract(value, '$.subscriptionId') = \(subscription("subscriptionId"))))
    """
}
