import GraphContract
import GraphStore

extension Workload {
  /// Device configuration profiles, their assignments and their status reports.
  package static var intune: Workload {
    var workload = Workload("intune")
    workload.settings = IntuneSettings.self
    workload.conventions = .intune
    workload.messages = IntuneMessages()
    workload.rules = [
      ProfileRule(),
      ProfileLinkRule(),
      ProfileAssignmentRule(),
      GroupAssignmentRule(),
      StatusOverviewRule(),
    ]
    workload.operations = [
      AssignProfile(),
      GetOmaSettingPlainTextValue(),
      GetTargetedUsersAndDevices(),
      HasPayloadLinks(),
      GetIosAvailableUpdateVersions(),
      SetPrivacyAccessControls(),
      SetAssignedAccessProfiles(),
      ExtendUpdatesPause(),
    ]
    workload.views = GroupAssignmentView.views + StatusOverviews.views
    return workload
  }
}
