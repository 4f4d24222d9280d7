import GraphStore

/// The older view of assignments: a group, and whether it is left out (intune-device-configuration.md 1.3).
enum GroupAssignmentView {
  private static let kind = "json_extract(a.properties, '$.target.\"@odata.type\"')"

  static let views = [
    StoreView(
      "deviceConfigurationGroupAssignment", from: ["deviceConfigurationAssignment"],
      """
      SELECT a.key, a.id, 'microsoft.graph.deviceConfigurationGroupAssignment' AS type, a.owner,
        a.owner AS deviceConfiguration, a.key AS position,
        json_object(
          'excludeGroup',
          json(iif(\(kind) = '#microsoft.graph.exclusionGroupAssignmentTarget', 'true', 'false')),
          'targetGroupId',
          CASE \(kind) WHEN '#microsoft.graph.allDevicesAssignmentTarget' THEN '\(PolicyAssignmentTarget.allDevices)'
            WHEN '#microsoft.graph.allLicensedUsersAssignmentTarget' THEN '\(PolicyAssignmentTarget.allLicensedUsers)'
            ELSE json_extract(a.properties, '$.target.groupId') END) AS properties
      FROM deviceConfigurationAssignment a
      WHERE \(kind) IN ('#microsoft.graph.groupAssignmentTarget', '#microsoft.graph.exclusionGroupAssignmentTarget',
        '#microsoft.graph.allDevicesAssignmentTarget', '#microsoft.graph.allLicensedUsersAssignmentTarget')
      """)
  ]
}
