import GraphStore

/// What Intune's objects show that no row holds.
enum PolicyExpressions {
  static let all = DerivedExpressions([
    // The service has an id of its own for each account; here it is the tenant's.
    "deviceManagement.intuneAccountId": { _ in
      "json_quote((SELECT id FROM directoryObject WHERE type = '\(DirectoryType.organization)' LIMIT 1))"
    },
    "configurationPolicy.isAssigned": { alias in
      """
      CASE WHEN EXISTS (SELECT 1 FROM deviceManagementConfigurationPolicyAssignment a WHERE a.owner = \(alias).key)
        THEN 'true' ELSE 'false' END
      """
    },
    "configurationPolicy.settingCount": { alias in
      "json_quote((SELECT count(*) FROM deviceManagementConfigurationSetting s WHERE s.owner = \(alias).key))"
    },
  ])
}
