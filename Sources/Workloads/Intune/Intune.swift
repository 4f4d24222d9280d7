import GraphContract
import GraphStore

extension Workload {
  /// Device configuration profiles, their assignments and their status reports.
  package static var intune: Workload {
    var workload = Workload("intune")
    workload.settings = IntuneSettings.self
    workload.conventions = .intune
    workload.messages = IntuneMessages()
    workload.secretMembers =
      [
        "sharedSecret", "preSharedKey", "productKey", "azureOperationalInsightsWorkspaceKey",
        OmaSecrets.annotation,
      ].map { SecretMember($0) } + [SecretMember("value", within: "omaSettings")]
    workload.secretPlaces = [
      SecretPlace("getomasettingplaintextvalue", "value"), SecretPlace("deviceconfigurations"),
    ]
    workload.rules = [
      LicensedRule(),
      ProfileRule(),
      OmaSettingsRule(),
      OmaSecretsExport(),
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
    workload.derived = DerivedExpressions([
      // The service has an id of its own for each account; here it is the tenant's.
      "deviceManagement.intuneAccountId": { _ in
        "json_quote((SELECT id FROM directoryObject WHERE type = '\(DirectoryType.organization)' LIMIT 1))"
      }
    ])
    workload.views = GroupAssignmentView.views + StatusOverviews.views
    return workload
  }
}
