package import GraphStore

/// Device configuration profiles, their assignments and their status reports.
package enum Intune {
  package static func register(in book: inout RuleBook) {
    book.add(ProfileRule())
    book.add(ProfileLinkRule())
    book.add(ProfileAssignmentRule())
    book.add(GroupAssignmentRule())
    book.add(StatusOverviewRule())
    book.add(AssignProfile())
    book.add(GetOmaSettingPlainTextValue())
    book.add(GetTargetedUsersAndDevices())
    book.add(HasPayloadLinks())
    book.add(GetIosAvailableUpdateVersions())
    book.add(SetPrivacyAccessControls())
    book.add(SetAssignedAccessProfiles())
    book.add(ExtendUpdatesPause())
  }

  package static var storeExtension: StoreExtension {
    StoreExtension(views: GroupAssignmentView.views + StatusOverviews.views)
  }

  package static var derivedExpressions: DerivedExpressions { DerivedExpressions() }
}

/// Qualified names of the area's types.
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
