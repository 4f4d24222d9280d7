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
