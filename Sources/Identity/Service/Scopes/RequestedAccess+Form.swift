extension RequestedAccess {
  /// - Throws: `SignInFailure.parameterMissing`
  init(_ form: FormParameters, _ version: ProtocolVersion) throws(SignInFailure) {
    let scope =
      switch version {
      case .first: form["scope"] ?? ""
      case .second: try form.required("scope")
      }
    self.init(scope: scope, resource: form["resource"])
  }

  /// What a form asks for now, else what was asked for before.
  init(_ form: FormParameters, orElse before: RequestedAccess) {
    self.init(scope: form["scope"] ?? before.scope, resource: form["resource"] ?? before.resource)
  }

  /// - Throws: `SignInFailure.scopeMalformed`, `.resourcesMixed`.
  func scopes(_ client: Client, _ version: ProtocolVersion) throws(SignInFailure) -> RequestedScopes {
    switch version {
    case .first: try RequestedScopes(resource: resource, scope: scope, client: client.id)
    case .second: try RequestedScopes(scope, client: client.id)
    }
  }
}
