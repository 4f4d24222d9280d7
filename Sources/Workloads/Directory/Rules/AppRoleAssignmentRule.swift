import GraphContract
import GraphStore
import JSON

/// Who has which role of which application: what a client may not say of it, and, in words, what the service sets when an
/// assignment is made (page "appRoleAssignment").
struct AppRoleAssignmentRule: EntityRule {
  let types = [DirectoryType.appRoleAssignment]
  let permissions: GraphPermissions

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    let principal = try object(new.properties["principalId"], transaction)
    let resource = try object(new.properties["resourceId"], transaction)
    if transaction.origin == .request, let principal, let resource {
      // Made where the application shows whom its roles are given to: it is the principal's all the same.
      new.owner = new.owner ?? principal.key
      try AppRoleChecks(transaction, permissions).creation(of: new, principal, resource)
    }
    new.setDefault("creationTimestamp", .string(transaction.moment.seconds), transaction)
    if let principal {
      new.setDefault("principalDisplayName", principal.properties["displayName"], transaction)
      new.setDefault("principalType", .string(principal.type.resourceName), transaction)
    }
    if let resource {
      new.setDefault("resourceDisplayName", resource.properties["displayName"], transaction)
    }
  }

  /// - Throws: `GraphError` when a request names an object that is not there.
  private func object(_ id: JSONValue?, _ transaction: WriteTransaction) throws -> Entity? {
    guard let id = id?.stringValue else { return nil }
    let found = try transaction.entity(id: id, in: transaction.table(DirectoryType.object))
    if found == nil, transaction.origin == .request { throw DirectoryError.notFound(id) }
    return found
  }
}
