import GraphContract
import GraphStore

extension Workload {
  /// Device configuration profiles and other policies of devices, their assignments and status reports; the devices.
  package static var intune: Workload {
    var workload = Workload("intune")
    workload.settings = IntuneSettings.self
    workload.conventions = .intune
    workload.messages = IntuneMessages()
    workload.secretMembers =
      [
        "sharedSecret", "preSharedKey", "productKey", "azureOperationalInsightsWorkspaceKey",
        "activationLockBypassCode", OmaSecrets.annotation,
      ].map { SecretMember($0) }
      + ["omaSettings", "simpleSettingValue", "simpleSettingCollectionValue"].map {
        SecretMember("value", within: $0)
      }
    workload.secretPlaces = [
      SecretPlace("getomasettingplaintextvalue", "value"), SecretPlace("deviceconfigurations"),
      SecretPlace("configurationpolicies"), SecretPlace("manageddevices"),
    ]
    workload.rules = [
      LicensedRule(),
      ProfileRule(),
      PolicyVersionRule(),
      OmaSettingsRule(),
      OmaSecretsExport(),
      ProfileLinkRule(),
      PolicyAssignmentRule(),
      GroupAssignmentRule(),
      StatusOverviewRule(),
      ConfigurationSettingRule(),
      ScopeTagRule(),
      DefaultScopeTag(),
      DefaultScopeTagExport(),
    ]
    workload.operations = [
      AssignPolicy(),
      ScheduleActions(),
      GetOmaSettingPlainTextValue(),
      GetTargetedUsersAndDevices(),
      HasPayloadLinks(),
      GetIosAvailableUpdateVersions(),
      SetPrivacyAccessControls(),
      SetAssignedAccessProfiles(),
      ExtendUpdatesPause(),
    ]
    workload.derived = PolicyExpressions.all
    workload.firstTables = ["roleScopeTag"]
    workload.views = GroupAssignmentView.views + StatusOverviews.views
    return workload
  }
}
