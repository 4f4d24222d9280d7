import EntityModel
import GRDB
import GraphStore
import JSON

/// What a client may not say of an assignment to a role of an application.
struct AppRoleChecks {
  private let transaction: WriteTransaction

  /// The role of an application that declares none.
  private static let unnamed = "00000000-0000-0000-0000-000000000000"

  private let permissions: GraphPermissions

  /// - Parameter permissions: the roles of the service itself.
  init(_ transaction: WriteTransaction, _ permissions: GraphPermissions) {
    self.transaction = transaction
    self.permissions = permissions
  }

  func creation(of new: NewEntity, _ principal: Entity, _ resource: Entity) throws {
    guard resource.type.name == DirectoryType.servicePrincipal else {
      throw DirectoryError.notFound(resource.id)
    }
    guard new.owner == principal.key else { throw DirectoryError.principalMismatch }
    let role = new.properties["appRoleId"]?.stringValue?.lowercased() ?? Self.unnamed
    guard declares(role, resource) else {
      throw DirectoryError.roleNotFound(on: resource.string("appId") ?? resource.id)
    }
    guard try !isAssigned(role, of: resource, to: principal) else { throw DirectoryError.roleAssigned }
  }

  private func declares(_ role: String, _ resource: Entity) -> Bool {
    let declared = resource.properties["appRoles"]?.arrayValue
    if declared == nil, resource.string("appId") == GraphApplication.appID {
      return permissions.hasRole(role)
    }
    guard let declared, !declared.isEmpty else { return role == Self.unnamed }
    return declared.contains { $0.objectValue?["id"]?.stringValue?.lowercased() == role }
  }

  private func isAssigned(_ role: String, of resource: Entity, to principal: Entity) throws -> Bool {
    let condition = """
      owner = ? AND fold(json_extract(properties, '$.resourceId')) = fold(?)
        AND fold(json_extract(properties, '$.appRoleId')) = fold(?)
      """
    return try !transaction.entities(
      transaction.table(DirectoryType.appRoleAssignment), where: condition,
      [principal.key, resource.id, role]
    ).isEmpty
  }
}
