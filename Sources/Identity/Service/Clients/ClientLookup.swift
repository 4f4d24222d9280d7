import GraphStore
import JSON
import OData

/// Finds the application that asks: one that the tenant lists, one that is registered in its directory, or any where the
/// tenant lists none.
struct ClientLookup {
  let call: IdentityCall

  /// - Throws: `SignInFailure.clientUnknown`
  func client(_ id: String) throws -> Client {
    let id = Guid.normalized(id) ?? id
    let (listed, registered, principal) = try call.directory { directory in
      (
        try Self.registrations(directory.transaction),
        try directory.names.registered(id, directory.transaction), try directory.servicePrincipal(of: id)
      )
    }
    let registration =
      listed.first { $0.id.lowercased() == id.lowercased() }
      ?? registered.map { ClientRegistration(id, $0) }
    guard listed.isEmpty || registration != nil else {
      throw SignInFailure.clientUnknown(id: id, tenant: call.authority.organization.displayName)
    }
    return Client(
      id: id, name: registration?.name ?? principal?.name, registration: registration,
      servicePrincipal: principal?.id ?? DerivedPrincipal.id(of: id, in: call.authority.id))
  }

  /// The applications that the tenant lists; none: every one is as good as listed.
  func registrations() throws -> [ClientRegistration] {
    try call.directory { try Self.registrations($0.transaction) }
  }

  private static func registrations(_ transaction: WriteTransaction) throws -> [ClientRegistration] {
    let text = try EmulatorTable.value(.clientApplications, transaction.db)
    let entries = try text.flatMap { try JSONValue.parse($0).arrayValue } ?? []
    return entries.compactMap(\.objectValue).map(ClientRegistration.init)
  }
}
