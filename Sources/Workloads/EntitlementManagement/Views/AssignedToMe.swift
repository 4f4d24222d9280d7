import GraphStore

/// Whether the caller may decide a step of an approval whose turn has come: what `Approvers` says before a decision is
/// taken, as an expression over the row of the step.
enum AssignedToMe {
  static let expression: DerivedExpressions.Expression = { step in
    """
    (SELECT CASE WHEN (\(isOpen(step)))
      AND CASE WHEN u.key IS NULL THEN \(takesAnyone) ELSE EXISTS (\(deciding(step))) END
      THEN 'true' ELSE 'false' END
      FROM (SELECT max(key) AS key, max(id) AS id, max(properties) AS properties FROM (\(CallerSQL.user(named: ReadPlan.caller)))) u)
    """
  }

  /// It is decided, or waits for a decision.
  private static func isOpen(_ step: String) -> String {
    let status = "json_extract(\(step).properties, '$.status')"
    return """
      \(status) = 'Completed' OR \(status) = 'InProgress' AND EXISTS (
        SELECT 1 FROM approval a JOIN accessPackageAssignmentRequest r ON r.id = a.id
        WHERE a.key = \(step).owner AND json_extract(r.properties, '$.requestState') = 'PendingApproval')
      """
  }

  /// Who does not say who it is counts as any approver, unless the tenant says otherwise.
  private static let takesAnyone = "coalesce(\(CallerSQL.setting("entitlement.approveWithoutIdentity")), 1)"

  /// The sets of the step's stage that the user `u` is in.
  private static func deciding(_ step: String) -> String {
    """
    SELECT 1 FROM approval a JOIN accessPackageAssignmentRequest r ON r.id = a.id
      JOIN accessPackageAssignment g ON g.key = r.accessPackageAssignment
      JOIN accessPackageAssignmentPolicy p ON p.key = g.accessPackageAssignmentPolicy
      CROSS JOIN json_each(json_extract(p.properties, '$.requestApprovalSettings.approvalStages[' || (
        SELECT count(*) FROM approvalStep b WHERE b.owner = \(step).owner AND b.key < \(step).key) || ']')) m
      CROSS JOIN json_each(CASE WHEN m.type = 'array' THEN m.value ELSE '[]' END) s
    WHERE a.key = \(step).owner AND (m.key = 'primaryApprovers' OR m.key = 'escalationApprovers'
        AND json_extract(r.properties, '$.requestStatus') = 'PendingApprovalEscalated')
      AND \(CallerSQL.contains("s.value", managed: managesRequestor))
    """
  }

  private static let managesRequestor = """
    u.key = (SELECT d.manager FROM accessPackageSubject q JOIN directoryObject d
      ON d.id = json_extract(q.properties, '$.objectId') WHERE q.key = r.requestor)
    """
}
