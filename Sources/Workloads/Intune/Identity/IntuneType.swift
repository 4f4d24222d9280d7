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
}
