import GRDB
import GraphContract
package import GraphStore

extension Workload {
  /// Users, groups, devices, the organization and what holds them together: memberships, ownerships, deletion.
  ///
  /// - Parameters:
  ///   - assignedPlans: the expression behind a user's assigned plans, which dynamic groups may ask for.
  ///   - permissions: what the service itself declares as an application.
  ///   - roles: those that every tenant can have.
  package static func directory(
    assignedPlans: DerivedExpressions.Expression? = nil, permissions: GraphPermissions = .none,
    roles: RoleTemplates = .none
  ) -> Workload {
    var workload = Workload("directory")
    workload.conventions = .directory
    workload.messages = DirectoryMessages()
    workload.rules = [
      DeletionRule(),
      SeededRestore(),
      OrganizationRule(),
      DirectoryUserRule(),
      DirectoryGroupRule(),
      DirectoryDeviceRule(),
      ApplicationRule(),
      ServicePrincipalRule(),
      CredentialRule(),
      PermissionGrantRule(),
      AppRoleAssignmentRule(permissions: permissions),
      DirectoryRoleRule(templates: roles),
      RoleAssignmentRule(templates: roles),
      ScopedRoleRule(),
      AdministrativeUnitRule(),
      AccessPolicyRule(),
      GroupSettingRule(),
      InvitationRule(),
      MemberRightsRule(),
      GroupLinkRule(),
      LinkedTypesRule(),
      ProfilePhotoRule(),
      DynamicMembershipTriggers(),
      OrganizationExport(),
      CredentialExport(),
      DirectoryDefaultsExport(),
      DynamicMembershipExport(),
      SetAsideExport(),
      ScheduledPurge(),
      SetAsideFromSeed(),
      OrganizationPresence(),
      DynamicMembership(evaluation: DynamicRuleEvaluation(assignedPlans: assignedPlans)),
    ]
    workload.operations = [
      Restore(),
      CheckMembership(),
      ListMembership(),
      GetByIds(),
      GetUserOwnedObjects(),
      AddPassword(),
      RemovePassword(),
      AddKey(),
      RemoveKey(),
      EndSessions(),
      RenewGroup(),
      ValidateProperties(),
      ValidatePassword(),
      ChangePassword(),
      SetDeviceManagementAuthority(),
    ]
    workload.settings = DirectorySettings.self
    workload.secretMembers =
      ["password", "currentPassword", "newPassword", "secretText", "proof"].map { SecretMember($0) }
      + ["keyCredentials", "keyCredential"].map { SecretMember("key", within: $0) }
      + [
        SecretMember("password", within: "passwordProfile"),
        SecretMember("secretText", within: "passwordCredentials"),
        SecretMember("secretText", within: "passwordCredential"),
      ]
    workload.secretPlaces = [SecretPlace("keycredentials", "key")]
    workload.permissions = MemberRightsRule.permissions
    workload.principals = .directory(RegisteredApplications(permissions: permissions))
    workload.parts = [SetAsideLinks.part, SetAsideLinks.deletedPart, DynamicMembership.part]
    workload.firstTables = ["directoryObject"]
    workload.views =
      DirectMembership.views + TransitiveMembership.views + DomainView.views + GrantViews.views
      + Ownership.views + RoleViews.views + [SettingTemplates.view]
    workload.functions = { db in
      try db.add(function: SecurityIdentifier.function)
      db.add(function: GraphApplication.function(permissions))
      db.add(function: roles.function)
      db.add(function: SettingTemplates.function)
    }
    workload.derived = DerivedExpressions([
      "securityIdentifier": { alias in "json_quote(securityIdentifier(\(alias).id))" },
      "deletedDateTime": { alias in "json_quote(\(alias).deleted)" },
      "organizationId": { _ in
        """
        json_quote((SELECT id FROM directoryObject
          WHERE type = '\(DirectoryType.organization)' AND deleted IS NULL LIMIT 1))
        """
      },
    ])
    workload.derived.merge(GraphApplication.expressions())
    return workload
  }
}
