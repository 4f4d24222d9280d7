import EntityModel
import GraphStore
import JSON

/// What a group is, by its types and by what it is enabled for (directory.md section 3).
enum GroupKind: Equatable {
  case microsoft365
  case security
  case mailEnabledSecurity
  case distribution

  /// nil when it is enabled for nothing, or `Unified` without mail.
  init?(groupTypes: [String], mailEnabled: Bool, securityEnabled: Bool) {
    switch (groupTypes.contains("Unified"), mailEnabled, securityEnabled) {
    case (true, true, _): self = .microsoft365
    case (false, false, true): self = .security
    case (false, true, true): self = .mailEnabledSecurity
    case (false, true, false): self = .distribution
    case (true, false, _), (false, false, false): return nil
    }
  }

  init?(_ group: Entity) {
    self.init(
      groupTypes: group.strings("groupTypes"), mailEnabled: group.bool("mailEnabled") == true,
      securityEnabled: group.bool("securityEnabled") == true)
  }

  /// Whether objects of a type can be members.
  private func takesMember(_ type: String) -> Bool {
    switch self {
    case .microsoft365: type == DirectoryType.user
    case .security, .mailEnabledSecurity, .distribution:
      [
        DirectoryType.user, DirectoryType.group, DirectoryType.device, DirectoryType.servicePrincipal,
        DirectoryType.contact,
      ].contains(type)
    }
  }

  /// Whether an object may be a member, whoever makes it one.
  static func takes(_ object: Entity, asMemberOf group: Entity) -> Bool {
    guard object.key != group.key, let kind = GroupKind(group), kind.takesMember(object.type.name) else {
      return false
    }
    return object.type.name != DirectoryType.group || GroupKind(object) != .microsoft365
  }

  static func takesOwner(_ type: String) -> Bool {
    type == DirectoryType.user || type == DirectoryType.servicePrincipal
  }
}

extension Entity {
  /// A group whose members follow from a rule.
  package var hasDynamicMembership: Bool { strings("groupTypes").contains("DynamicMembership") }
}
