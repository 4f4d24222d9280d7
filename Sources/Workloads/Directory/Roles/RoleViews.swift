import GraphStore

/// The roles that every tenant has: no row of a tenant's holds them. Who has one of them follows from the members of
/// the roles that are in use.
enum RoleViews {
  static let views = [
    StoreView(
      "directoryRoleTemplate",
      """
      SELECT j.key + 1 AS key, j.value ->> '$.id' AS id, '\(DirectoryType.roleTemplate)' AS type, j.key AS position,
        json_object('displayName', j.value ->> '$.name') AS properties
      FROM json_each(directoryRoles()) j
      """),
    StoreView(
      "unifiedRoleDefinition",
      """
      SELECT j.key + 1 AS key, j.value ->> '$.id' AS id, '\(DirectoryType.roleDefinition)' AS type, j.key AS position,
        json_object('displayName', j.value ->> '$.name', 'isBuiltIn', json('true'), 'isEnabled', json('true'),
          'resourceScopes', json_array('/'), 'templateId', j.value ->> '$.id', 'version', '1') AS properties
      FROM json_each(directoryRoles()) j
      """),
    StoreView(
      "unifiedRoleAssignment", from: [DirectoryLink.roleMembers],
      """
      SELECT m.position AS key, r.properties ->> '$.roleTemplateId' || '_' || p.id AS id,
        '\(DirectoryType.roleAssignment)' AS type, m.position AS position, m.target AS principal,
        NULL AS directoryScope,
        (SELECT d.key FROM unifiedRoleDefinition d WHERE d.id = r.properties ->> '$.roleTemplateId')
          AS roleDefinition,
        json_object('principalId', p.id, 'resourceScope', '/', 'directoryScopeId', '/',
          'roleDefinitionId', r.properties ->> '$.roleTemplateId') AS properties
      FROM \(DirectoryLink.roleMembers) m CROSS JOIN directoryObject r ON r.key = m.source
      CROSS JOIN directoryObject p ON p.key = m.target
      WHERE p.deleted IS NULL AND r.deleted IS NULL AND r.properties ->> '$.roleTemplateId' IS NOT NULL
      """),
  ]
}
