/// Qualified names of the workload's types.
enum IntuneType {
  static let profile = "microsoft.graph.deviceConfiguration"
  static let assignment = "microsoft.graph.deviceConfigurationAssignment"
  static let groupAssignment = "microsoft.graph.deviceConfigurationGroupAssignment"
  static let deviceOverview = "microsoft.graph.deviceConfigurationDeviceOverview"
  static let userOverview = "microsoft.graph.deviceConfigurationUserOverview"
  static let privacyAccessControl = "microsoft.graph.windowsPrivacyDataAccessControlItem"
  static let generalConfiguration = "microsoft.graph.windows10GeneralConfiguration"
  static let updateConfiguration = "microsoft.graph.windowsUpdateForBusinessConfiguration"

  static let compliancePolicy = "microsoft.graph.deviceCompliancePolicy"
  static let complianceAssignment = "microsoft.graph.deviceCompliancePolicyAssignment"
  static let complianceDeviceOverview = "microsoft.graph.deviceComplianceDeviceOverview"
  static let complianceUserOverview = "microsoft.graph.deviceComplianceUserOverview"
  static let scheduledActions = "microsoft.graph.deviceComplianceScheduledActionForRule"
  static let actionItem = "microsoft.graph.deviceComplianceActionItem"
  static let configurationPolicy = "microsoft.graph.deviceManagementConfigurationPolicy"
  static let configurationAssignment = "microsoft.graph.deviceManagementConfigurationPolicyAssignment"
  static let configurationSetting = "microsoft.graph.deviceManagementConfigurationSetting"
  static let assignmentFilter = "microsoft.graph.deviceAndAppManagementAssignmentFilter"
  static let scopeTag = "microsoft.graph.roleScopeTag"
  static let scopeTagAssignment = "microsoft.graph.roleScopeTagAutoAssignment"
}
