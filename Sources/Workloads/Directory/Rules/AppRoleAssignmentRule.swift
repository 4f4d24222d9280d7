import EntityModel
import GraphStore
import JSON

/// Who has the role of which application, in words: what the service sets when an assignment is made.
struct AppRoleAssignmentRule: EntityRule {
  let types = [DirectoryType.appRoleAssignment]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    new.setDefault("creationTimestamp", .string(transaction.moment.seconds), transaction)
    if let principal = try object(new.properties["principalId"], transaction) {
      new.setDefault("principalDisplayName", principal.properties["displayName"], transaction)
      new.setDefault("principalType", .string(Self.kind(of: principal.type)), transaction)
    }
    if let resource = try object(new.properties["resourceId"], transaction) {
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

  /// `user` as `User`, `servicePrincipal` as `ServicePrincipal`.
  private static func kind(of type: StructuredType) -> String {
    type.shortName.prefix(1).uppercased() + type.shortName.dropFirst()
  }
}
