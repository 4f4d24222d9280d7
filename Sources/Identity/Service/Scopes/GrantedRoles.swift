/// What an application's own token may be used for.
struct GrantedRoles: Sendable, Equatable {
  let audience: TokenAudience
  /// The claim `roles`.
  let permissions: [String]

  /// Of `scope`: one resource with `/.default`, and in a tenant that lists no applications also single permissions, so
  /// that a test can do with fewer.
  ///
  /// - Throws: `SignInFailure.scopeNeedsDefault`, and those of reading scopes.
  init(scope: String, _ client: Client, _ call: IdentityCall) throws(SignInFailure) {
    let requested = try RequestedScopes(scope, client: client.id)
    let narrows =
      client.registration == nil && !requested.names.isEmpty
      && requested.written.allSatisfy {
        $0.contains("/")
      }
    guard requested.openID.isEmpty, requested.isDefault && requested.names.isEmpty || narrows else {
      throw .scopeNeedsDefault(scope)
    }
    try self.init(requested, client, call)
  }

  /// Of `resource`: all of it.
  ///
  /// - Throws: `SignInFailure.scopeMalformed`
  init(_ requested: RequestedScopes, _ client: Client, _ call: IdentityCall) throws(SignInFailure) {
    audience = try requested.resource.audience(of: call)
    if !requested.names.isEmpty {
      permissions = requested.names
    } else if audience.isGraph {
      permissions = client.registration?.application ?? call.parts.permissions().application
    } else {
      permissions = []
    }
  }
}
