import EntityModel
import GRDB
import GraphContract
import GraphStore
import JSON

/// Who has a role of the directory for one administrative unit alone (page "Add a scopedRoleMember").
struct ScopedRoleRule: EntityRule {
  let types = [DirectoryType.scopedRole]

  private static let members = [DirectoryType.user, DirectoryType.group, DirectoryType.servicePrincipal]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    if let unit = try new.owner.flatMap(transaction.liveObject) {
      new.properties["administrativeUnitId"] = .string(unit.id)
    }
    guard transaction.origin == .request else { return }
    let role = try object(new.properties["roleId"], [DirectoryType.directoryRole], transaction)
    guard var info = new.properties["roleMemberInfo"]?.objectValue, let id = info["id"], !id.isNull else {
      throw DirectoryError.invalidValue("roleMemberInfo", of: new.type.resourceName)
    }
    let member = try object(id, Self.members, transaction)
    info["displayName"] = member.properties["displayName"] ?? .null
    new.properties["roleMemberInfo"] = .object(info)
    guard try !isGiven(role, member, in: new.owner, transaction) else { throw DirectoryError.roleInUse }
  }

  private func object(
    _ id: JSONValue?, _ types: [String], _ transaction: WriteTransaction
  ) throws -> Entity {
    let id = id?.stringValue ?? ""
    let found = try transaction.entity(id: id, in: transaction.table(DirectoryType.object))
    guard let found, found.deleted == nil, types.contains(found.type.name) else {
      throw DirectoryError.notFound(id)
    }
    return found
  }

  private func isGiven(
    _ role: Entity, _ member: Entity, in unit: Int64?, _ transaction: WriteTransaction
  ) throws -> Bool {
    let condition = """
      owner = ? AND fold(json_extract(properties, '$.roleId')) = fold(?)
        AND fold(json_extract(properties, '$.roleMemberInfo.id')) = fold(?)
      """
    return try !transaction.entities(
      transaction.table(DirectoryType.scopedRole), where: condition, [unit, role.id, member.id], limit: 1
    ).isEmpty
  }
}
