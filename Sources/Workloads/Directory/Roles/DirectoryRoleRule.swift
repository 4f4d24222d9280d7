import GraphStore
import JSON
import OData

/// A role of the tenant, which is put to use by naming its template (page "Activate directoryRole").
struct DirectoryRoleRule: EntityRule {
  let types = [DirectoryType.directoryRole]
  let templates: RoleTemplates

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    let template = new.properties["roleTemplateId"]?.stringValue
    let name = template.flatMap(templates.name)
    guard transaction.origin != .request || name != nil else {
      throw DirectoryError.invalidValue("roleTemplateId", of: "DirectoryRole")
    }
    if let template { new.properties["roleTemplateId"] = .string(template.lowercased()) }
    new.setDefault("displayName", name.map(JSONValue.string), transaction)
  }
}

/// Who has a role, as an object of its own: written through the members of the role.
struct RoleAssignmentRule: ViewRule {
  let types = [DirectoryType.roleAssignment]
  let templates: RoleTemplates

  func insert(_ new: NewEntity, _ transaction: WriteTransaction) throws -> Entity {
    let (principal, template) = (
      new.properties["principalId"]?.stringValue ?? "", new.properties["roleDefinitionId"]?.stringValue ?? ""
    )
    guard new.properties["directoryScopeId"]?.stringValue == "/" else {
      throw DirectoryError.invalidValue("directoryScopeId", of: "UnifiedRoleAssignment")
    }
    let role = try role(template, transaction)
    let objects = try transaction.table(DirectoryType.object)
    guard let member = try transaction.entity(id: principal, in: objects) else {
      throw DirectoryError.notFound(principal)
    }
    guard try assignment(role, member, transaction) == nil else { throw DirectoryError.roleInUse }
    try transaction.link(
      transaction.linkTable(DirectoryLink.roleMembers), source: role.key, target: member.key)
    guard let made = try assignment(role, member, transaction) else {
      throw DirectoryError.notFound(principal)
    }
    return made
  }

  /// The tenant's role of a template, put to use where it was not.
  private func role(_ template: String, _ transaction: WriteTransaction) throws -> Entity {
    let type = try transaction.structuredType(DirectoryType.directoryRole)
    let found = try transaction.entity(
      "roleTemplateId", is: template, type: type, in: transaction.table(DirectoryType.object))
    if let found { return found }
    guard templates.name(of: template) != nil else { throw DirectoryError.notFound(template) }
    var new = NewEntity(draft: .init(type: type), type: type, owner: nil)
    new.properties = ["roleTemplateId": .string(template)]
    return try transaction.asRule { try transaction.insert(new) }
  }

  private func assignment(
    _ role: Entity, _ member: Entity, _ transaction: WriteTransaction
  ) throws -> Entity? {
    try transaction.entity(
      id: "\(role.string("roleTemplateId") ?? "")_\(member.id)",
      in: transaction.table(DirectoryType.roleAssignment))
  }

  func update(_ old: Entity, _ new: Entity, _ transaction: WriteTransaction) throws -> Entity { old }

  func delete(_ entity: Entity, _ transaction: WriteTransaction) throws {
    let type = try transaction.structuredType(DirectoryType.directoryRole)
    guard let member = entity.references["principal"], let template = entity.string("roleDefinitionId"),
      let role = try transaction.entity(
        "roleTemplateId", is: template, type: type, in: transaction.table(DirectoryType.object))
    else { return }
    try transaction.unlink(
      transaction.linkTable(DirectoryLink.roleMembers), source: role.key, target: member)
  }
}
