/// What a request wants a token for, as it was written, and by which generation of endpoints it has its meaning. What
/// comes of a request goes on with it.
enum RequestedAccess: Sendable, Equatable, Codable {
  /// Of the second: permissions of a resource.
  case scopes(String)
  /// Of the first: all of a resource, Graph's where it names none; the scope adds what is of OpenID Connect.
  case resource(String?, scope: String)
}
