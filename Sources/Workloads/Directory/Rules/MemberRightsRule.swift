import EntityModel
import GraphStore

/// Strictly, whoever adds a member to a group may read objects of its kind, and needs more for a group that roles can be
/// given to (directory.md 6.7).
struct MemberRightsRule: LinkRule {
  let links = [DirectoryLink.members]

  func willLink(_ link: LinkTable, source: Int64, target: Int64, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request, transaction.settings.engine.isStrict,
      let group = try transaction.liveObject(key: source),
      let member = try transaction.liveObject(key: target)
    else { return }
    if let reading = Self.reading[member.type.name] {
      try transaction.demand(oneOf: reading + Self.readingAnything)
    }
    if group.bool("isAssignableToRole") == true { try transaction.demand(oneOf: Self.changingRoles) }
  }

  /// By the type of the member.
  private static let reading = [
    DirectoryType.user: ["User.ReadBasic.All", "User.Read.All", "User.ReadWrite.All"],
    DirectoryType.device: ["Device.Read.All", "Device.ReadWrite.All"],
    DirectoryType.group: ["Group.Read.All", "Group.ReadWrite.All"],
    DirectoryType.contact: ["OrgContact.Read.All"],
    DirectoryType.servicePrincipal: ["Application.Read.All", "Application.ReadWrite.All"],
  ]
  private static let readingAnything = ["Directory.Read.All", "Directory.ReadWrite.All"]
  private static let changingRoles = ["RoleManagement.ReadWrite.Directory"]

  static let permissions = reading.values.flatMap(\.self) + readingAnything + changingRoles
}
