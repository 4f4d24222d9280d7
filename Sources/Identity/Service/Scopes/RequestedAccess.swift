/// What a request wants a token for, as it was written: `scope`, and `resource` at endpoints of the first generation.
/// What comes of a request goes on with it.
struct RequestedAccess: Sendable, Equatable, Codable {
  var scope: String
  var resource: String?

  init(scope: String, resource: String? = nil) {
    self.scope = scope
    self.resource = resource
  }

  /// - Throws: `SignInFailure.parameterMissing`
  init(_ form: FormParameters, _ version: ProtocolVersion) throws(SignInFailure) {
    scope =
      switch version {
      case .first: form["scope"] ?? ""
      case .second: try form.required("scope")
      }
    resource = form["resource"]
  }

  /// What a form asks for now, else what was asked for before.
  init(_ form: FormParameters, orElse before: RequestedAccess) {
    scope = form["scope"] ?? before.scope
    resource = form["resource"] ?? before.resource
  }

  /// - Throws: `SignInFailure.scopeMalformed`, `.resourcesMixed`.
  func scopes(_ client: Client, _ version: ProtocolVersion) throws(SignInFailure) -> RequestedScopes {
    switch version {
    case .first: try RequestedScopes(resource: resource, scope: scope, client: client.id)
    case .second: try RequestedScopes(scope, client: client.id)
    }
  }
}
