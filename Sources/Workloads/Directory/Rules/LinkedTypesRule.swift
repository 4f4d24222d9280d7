import EntityModel
import GraphStore

/// What the collections of references of users, devices and roles take, by their pages; those of groups depend on the
/// group's kind (`GroupLinkRule`).
struct LinkedTypesRule: LinkRule {
  private static let types: [String: (property: String, types: Set<String>)] = [
    DirectoryLink.sponsors: ("sponsors", [DirectoryType.user, DirectoryType.group]),
    DirectoryLink.registeredOwners: ("registeredOwners", [DirectoryType.user]),
    DirectoryLink.unitMembers: (
      "members", [DirectoryType.user, DirectoryType.group, DirectoryType.device]
    ),
    DirectoryLink.applicationOwners: ("owners", [DirectoryType.user, DirectoryType.servicePrincipal]),
    DirectoryLink.servicePrincipalOwners: ("owners", [DirectoryType.user, DirectoryType.servicePrincipal]),
    DirectoryLink.registeredUsers: ("registeredUsers", [DirectoryType.user]),
    DirectoryLink.roleMembers: (
      "members", [DirectoryType.user, DirectoryType.group, DirectoryType.servicePrincipal]
    ),
  ]

  let links = Self.types.keys.sorted()

  func willLink(_ link: LinkTable, source: Int64, target: Int64, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request, let place = Self.types[link.name],
      let object = try transaction.liveObject(key: target)
    else { return }
    guard place.types.contains(object.type.name) else {
      throw DirectoryError.invalidReference(place.property)
    }
  }
}
