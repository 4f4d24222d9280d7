import EntityModel
import GraphStore
import JSON

/// An organization that nobody ever set is made anew by the next load.
struct OrganizationExport: ExportRule {
  let types = [DirectoryType.organization]

  func exports(_ entity: Entity, _ transaction: WriteTransaction) throws -> Bool {
    !Organization.isImplied(entity)
  }
}

/// Names what a load would give users, groups and devices.
struct DirectoryDefaultsExport: ExportRule {
  let types = [
    DirectoryType.user, DirectoryType.group, DirectoryType.device, DirectoryType.organization,
    DirectoryType.appRoleAssignment,
  ]

  func filled(_ entity: Entity, _ transaction: WriteTransaction) throws -> [String] {
    switch entity.type.name {
    case DirectoryType.user: user(entity)
    case DirectoryType.group: group(entity)
    case DirectoryType.device:
      ["createdDateTime", "deviceId", "accountEnabled", "operatingSystem", "operatingSystemVersion"]
    case DirectoryType.appRoleAssignment:
      ["creationTimestamp", "principalDisplayName", "principalType", "resourceDisplayName"]
    default: ["createdDateTime", "verifiedDomains"]
    }
  }

  private func user(_ user: Entity) -> [String] {
    let names = ["displayName", "mailNickname", "accountEnabled", "createdDateTime", "identities"]
    let hasPassword = Password.inProfile(user.properties["passwordProfile"]) != nil
    let isLocal = UserIdentities(user.properties["identities"]).hasLocalAccount
    return names + (hasPassword ? ["lastPasswordChangeDateTime"] : []) + (isLocal ? ["creationType"] : [])
  }

  private func group(_ group: Entity) -> [String] {
    var names = ["mailNickname", "mailEnabled", "securityEnabled", "createdDateTime", "renewedDateTime"]
    if group.hasDynamicMembership { names.append("membershipRuleProcessingState") }
    if group.strings("groupTypes").contains("Unified") { names.append("visibility") }
    if group.bool("mailEnabled") == true { names += ["mail", "proxyAddresses"] }
    return names
  }
}

/// Members that a rule gives are not written; a paused rule gives none, so that what there is must be.
struct DynamicMembershipExport: ExportRule {
  let types = [DirectoryType.group]

  func exports(
    _ navigation: NavigationProperty, of entity: Entity, _ transaction: WriteTransaction
  ) throws -> Bool {
    navigation.name != "members" || !entity.hasDynamicMembership
      || entity.string("membershipRuleProcessingState") == "Paused"
  }
}

/// What a deleted item gets back when it is restored.
struct SetAsideExport: ExportRule {
  let types = [DirectoryType.object]

  func annotations(
    of entity: Entity, reference: (Int64) throws -> String?, _ transaction: WriteTransaction
  ) throws -> JSONObject {
    guard entity.deleted != nil else { return [:] }
    let links = try SetAsideLinks.annotation(of: entity.key, transaction.db, reference: reference)
    return links.isEmpty ? [:] : ["@emulator.restore": .object(links)]
  }
}
