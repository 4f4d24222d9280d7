import GraphStore

/// The license properties of users and groups that are computed on read.
enum PrincipalExpressions {
  static let all = DerivedExpressions([
    "user.assignedLicenses": ofHolder(assignedLicenses),
    "group.assignedLicenses": assignedLicenses,
    "user.assignedPlans": ofHolder(assignedPlans),
    "user.provisionedPlans": ofHolder(provisionedPlans),
    "user.licenseAssignmentStates": LicenseAssignmentStates.expression,
    "group.licenseProcessingState": licenseProcessingState,
    "group.hasMembersWithLicenseErrors": MembersWithLicenseErrors.expression,
  ]).throughViews

  /// Those that filters read.
  static let views = all.views(over: "directoryObject")

  /// Most users of a large tenant hold nothing: one look at an index says so, and the rest is not run.
  private static func ofHolder(
    _ expression: @escaping DerivedExpressions.Expression
  ) -> DerivedExpressions.Expression {
    { alias in
      "CASE WHEN EXISTS (SELECT 1 FROM holder WHERE principal = \(alias).key) THEN \(expression(alias)) ELSE '[]' END"
    }
  }

  /// Of a user by the units it holds, of a group by its own assignments; with benefit or not.
  @Sendable private static func assignedLicenses(_ alias: String) -> String {
    LicenseSQL.array(
      """
      SELECT json_object('disabledPlans', json(\(disabledPlans)), 'skuId', product.sku) AS item
      FROM (SELECT license, sku, min(position) AS position FROM licenseSource
        WHERE principal = \(alias).key AND skuId IS NOT NULL GROUP BY license) product ORDER BY product.position
      """)
  }

  /// The plans of the product that no source leaves on: from the few that may be off, not from all plans.
  private static let disabledPlans = LicenseSQL.array(
    ofWords: """
      SELECT e.planId AS item FROM (SELECT planId FROM switchedOffPlan WHERE license = product.license
          UNION SELECT planId FROM unheldPlan WHERE license = product.license) doubtful
        CROSS JOIN skuPlan e ON e.sku = product.sku AND e.planId = doubtful.planId
      WHERE NOT EXISTS (SELECT 1 FROM licensePlan WHERE license = product.license AND planId = e.planId)
      GROUP BY e.planId ORDER BY min(e.place)
      """)

  /// The assignments that license a principal, each looked at once: the view would find position and moment anew
  /// for every plan.
  private static func held(_ alias: String) -> String {
    """
    SELECT allotment, assignment, position, granted, state FROM licenseSource
    WHERE principal = \(alias).key AND skuId IS NOT NULL
    """
  }

  private static let isOn =
    "NOT EXISTS (SELECT 1 FROM disabledPlan WHERE assignment = held.assignment AND planId = e.planId)"

  /// Rows of the plans that a user has on: `planId`, `serviceName`, `state` (the best), `granted` (the earliest).
  private static func plansOn(_ alias: String) -> String {
    """
    WITH held AS MATERIALIZED (\(held(alias)))
    SELECT e.planId AS planId, max(e.serviceName) AS serviceName, min(held.state) AS state,
      min(held.granted) AS granted, min(held.position) AS position, min(e.place) AS place
    FROM held CROSS JOIN allotmentPlan e ON e.allotment = held.allotment WHERE \(isOn)
    GROUP BY e.planId ORDER BY position, place
    """
  }

  @Sendable static func assignedPlans(_ alias: String) -> String {
    LicenseSQL.array(
      """
      SELECT json_object('assignedDateTime', \(LicenseSQL.seconds("granted")),
        'capabilityStatus', \(LicenseSQL.status("state")), 'service', serviceName,
        'servicePlanId', planId) AS item FROM (\(plansOn(alias)))
      """)
  }

  @Sendable private static func provisionedPlans(_ alias: String) -> String {
    LicenseSQL.array(
      """
      SELECT json_object('capabilityStatus', \(LicenseSQL.status("min(state)")), 'provisioningStatus', 'Success',
        'service', name) AS item FROM (
        SELECT serviceName AS name, state, position, place FROM (\(plansOn(alias))) WHERE state < 2)
      GROUP BY name ORDER BY min(position), min(place)
      """)
  }

  /// Null for a group without assignments; with `processing: stepped` it lags behind.
  @Sendable private static func licenseProcessingState(_ alias: String) -> String {
    """
    CASE WHEN EXISTS (SELECT 1 FROM assignment WHERE assignedTo = \(alias).key)
      THEN json_object('state', CASE (SELECT step FROM groupProcessing WHERE key = \(alias).key)
        WHEN 0 THEN 'QueuedForProcessing' WHEN 1 THEN 'ProcessingInProgress' ELSE 'ProcessingComplete' END) END
    """
  }
}

/// The members of a group that wait for a unit, or failed to get one, through that group.
enum MembersWithLicenseErrors {
  /// From the few that wait or failed to the members, not the other way round.
  static let views = [
    StoreView(
      "group_membersWithLicenseErrors", from: [LicenseTables.source],
      """
      SELECT g.key AS source, m.target AS target, m.position AS position
      FROM directoryObject g CROSS JOIN group_members m ON m.source = g.key
      WHERE \(LicenseSQL.entitles("g")) AND m.target IN (\(waiting) UNION ALL \(failed))
      """)
  ]

  @Sendable static func expression(_ alias: String) -> String {
    """
    CASE WHEN EXISTS (SELECT 1 FROM group_membersWithLicenseErrors WHERE source = \(alias).key)
      THEN 'true' ELSE 'false' END
    """
  }

  private static let waiting = """
    SELECT w.assignedTo FROM assignment a CROSS JOIN waitingMember w ON w.allotment = a.allotment
    WHERE a.assignedTo = g.key
    """

  private static let failed = """
    SELECT e.assignedTo FROM assignment a CROSS JOIN allotmentState l ON l.allotment = a.allotment
      CROSS JOIN assignmentError e ON \(LicenseSQL.errorSku("e")) = l.sku
      CROSS JOIN directoryObject p ON p.key = e.assignedTo
    WHERE a.assignedTo = g.key AND p.deleted IS NULL AND \(LicenseSQL.serves("l", "p"))
      AND NOT EXISTS (SELECT 1 FROM holder WHERE allotment = l.allotment AND principal = p.key)
    """
}
