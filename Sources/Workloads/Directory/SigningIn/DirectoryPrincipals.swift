import GraphStore

extension PrincipalNames {
  /// Users, groups, roles and service principals of the directory.
  static func directory(
    _ applications: RegisteredApplications = RegisteredApplications(permissions: .none)
  ) -> PrincipalNames {
    PrincipalNames(
      user: DirectoryType.user, displayName: "displayName", givenName: "givenName", surname: "surname",
      mail: "mail", isEnabled: "accountEnabled", kind: (property: "userType", guest: "Guest"),
      password: (property: "passwordProfile", member: "password"),
      sessionsValidFrom: "signInSessionsValidFromDateTime", endedSessions: EndSessions.mark,
      memberships: "user_transitiveMemberOf",
      group: DirectoryType.group, role: (type: DirectoryType.directoryRole, template: "roleTemplateId"),
      application: (type: DirectoryType.servicePrincipal, clientID: "appId"),
      organization: (type: DirectoryType.organization, displayName: "displayName"),
      domains: (property: "verifiedDomains", name: "name"), openMark: Organization.openMark,
      registered: { id, transaction in try applications.application(id, transaction) })
  }
}
