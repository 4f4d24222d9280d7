/// What a user has allowed an application, once.
struct UserGrant: Sendable, Equatable, Codable {
  var id: String
  var client: String
  var user: String
  /// The tenant's GUID that the user signed in for.
  var tenant: String
  var access: RequestedAccess
  /// Seconds since 1970, on the tenant's clock.
  var issued: Int
}
