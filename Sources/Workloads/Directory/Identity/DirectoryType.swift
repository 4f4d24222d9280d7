/// Qualified names of the directory's types.
enum DirectoryType {
  static let object = "microsoft.graph.directoryObject"
  static let user = "microsoft.graph.user"
  static let group = "microsoft.graph.group"
  static let device = "microsoft.graph.device"
  static let organization = "microsoft.graph.organization"
  static let servicePrincipal = "microsoft.graph.servicePrincipal"
  static let directoryRole = "microsoft.graph.directoryRole"
  static let contact = "microsoft.graph.orgContact"
  static let profilePhoto = "microsoft.graph.profilePhoto"
  static let administrativeUnit = "microsoft.graph.administrativeUnit"
  static let roleTemplate = "microsoft.graph.directoryRoleTemplate"
  static let roleDefinition = "microsoft.graph.unifiedRoleDefinition"
  static let scopedRole = "microsoft.graph.scopedRoleMembership"
  static let roleAssignment = "microsoft.graph.unifiedRoleAssignment"
  static let accessPolicy = "microsoft.graph.conditionalAccessPolicy"
  static let namedLocation = "microsoft.graph.namedLocation"
  static let setting = "microsoft.graph.directorySetting"
  static let settingTemplate = "microsoft.graph.directorySettingTemplate"
  static let invitation = "microsoft.graph.invitation"
  static let application = "microsoft.graph.application"
  static let permissionGrant = "microsoft.graph.oAuth2PermissionGrant"
  static let appRoleAssignment = "microsoft.graph.appRoleAssignment"
}

/// Names of the directory's link tables.
enum DirectoryLink {
  static let members = "group_members"
  static let owners = "group_owners"
  static let roleMembers = "directoryRole_members"
  static let registeredOwners = "device_registeredOwners"
  static let registeredUsers = "device_registeredUsers"
  static let sponsors = "user_sponsors"
  static let unitMembers = "administrativeUnit_members"
  static let applicationOwners = "application_owners"
  static let servicePrincipalOwners = "servicePrincipal_owners"
}
