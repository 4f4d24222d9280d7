import GraphStore

/// The caller and what a policy says of it, as SQL.
enum CallerSQL {
  /// Rows of the users that a name or an id means: one at most.
  static func user(named name: String) -> String {
    """
    SELECT key, id, properties FROM directoryObject WHERE type = '\(DirectoryType.user)' AND deleted IS NULL
      AND (id = lower(\(name)) OR userPrincipalName_folded = fold(\(name)))
    """
  }

  /// The row of whoever asks; where a request does not say, that of the signed-in user of the settings, else of the
  /// first user (graph-platform 8.6).
  static let caller = """
    SELECT key, id, properties FROM directoryObject WHERE type = '\(DirectoryType.user)' AND deleted IS NULL
      AND CASE WHEN \(name) IS NULL THEN key = (
          SELECT min(key) FROM directoryObject WHERE type = '\(DirectoryType.user)' AND deleted IS NULL)
        ELSE id = lower(\(name)) OR userPrincipalName_folded = fold(\(name)) END
    """

  private static let name = "coalesce(nullif(\(ReadPlan.caller), ''), \(setting("signIn.user")))"

  static func setting(_ path: String) -> String {
    """
    (SELECT json_extract(value, '$.\(path)') FROM emulator WHERE name = '\(EmulatorRow.settings.rawValue)')
    """
  }

  /// Whether the user `u` is in a set.
  ///
  /// - Parameters:
  ///   - set: SQL for the JSON text of the set.
  ///   - managed: SQL for whether the set of a manager is meant.
  static func contains(_ set: String, managed: String = "0") -> String {
    """
    CASE json_extract(\(set), '$."@odata.type"')
      WHEN '#microsoft.graph.singleUser' THEN lower(json_extract(\(set), '$.id')) = u.id
      WHEN '#microsoft.graph.groupMembers' THEN lower(json_extract(\(set), '$.id')) IN (
        SELECT id FROM directoryObject WHERE key IN (\(TransitiveMembership.ancestorsSQL(of: "u.key"))))
      WHEN '#microsoft.graph.attributeRuleMembers' THEN matchesRule(json_object(
        'rule', json_extract(\(set), '$.membershipRule'), 'id', u.id, 'properties', json(u.properties)))
      WHEN '#microsoft.graph.requestorManager' THEN \(managed)
      WHEN '#microsoft.graph.targetManager' THEN \(managed)
      ELSE 0 END
    """
  }
}

/// Whether a package may be asked for by the caller: what `PolicyScope` says, as an expression over the row of the
/// package. An application sees all.
enum AvailableToCaller {
  static let expression: DerivedExpressions.Expression = { package in
    """
    (\(ReadPlan.caller) IS NULL OR EXISTS (SELECT 1 FROM (\(CallerSQL.caller)) u
      JOIN accessPackageAssignmentPolicy p ON p.accessPackage = \(package).key
      WHERE json_extract(p.properties, '$.requestorSettings.acceptRequests') = 1 AND \(accepts)))
    """
  }

  private static let accepts = """
    CASE json_extract(p.properties, '$.requestorSettings.scopeType')
      WHEN 'AllExistingDirectoryMemberUsers' THEN coalesce(json_extract(u.properties, '$.userType'), '') <> 'Guest'
      WHEN 'AllExistingDirectorySubjects' THEN 1
      WHEN 'SpecificDirectorySubjects' THEN EXISTS (
        SELECT 1 FROM json_each(p.properties, '$.requestorSettings.allowedRequestors') s
        WHERE \(CallerSQL.contains("s.value")))
      WHEN 'SpecificConnectedOrganizationSubjects' THEN \(isExternal)
      WHEN 'AllConfiguredConnectedOrganizationSubjects' THEN \(isExternal)
      WHEN 'AllExistingConnectedOrganizationSubjects' THEN \(isExternal)
      WHEN 'AllExternalSubjects' THEN \(isExternal)
      ELSE 0 END
    """

  private static let isExternal = """
    (json_extract(u.properties, '$.userType') = 'Guest' OR EXISTS (
      SELECT 1 FROM connectedOrganization c CROSS JOIN json_each(c.properties, '$.identitySources') i
      WHERE coalesce(json_extract(c.properties, '$.state'), '') <> 'proposed'
        AND lower(json_extract(i.value, '$.domainName')) = lower(substr(json_extract(u.properties, '$.mail'),
          instr(json_extract(u.properties, '$.mail'), '@') + 1))))
    """
}
