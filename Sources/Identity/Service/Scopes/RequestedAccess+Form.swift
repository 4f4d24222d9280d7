extension RequestedAccess {
  /// - Throws: `SignInFailure.parameterMissing`
  init(_ form: FormParameters, _ version: ProtocolVersion) throws(SignInFailure) {
    switch version {
    case .first: self = .resource(form["resource"], scope: form["scope"] ?? "")
    case .second: self = .scopes(try form.required("scope"))
    }
  }

  /// What a form asks for now in the words of its endpoint, else what was asked for before, whichever endpoint that was.
  init(_ form: FormParameters, _ version: ProtocolVersion, orElse before: RequestedAccess) {
    switch (version, before) {
    case (.first, .resource(let resource, let scope)):
      self = .resource(form["resource"] ?? resource, scope: form["scope"] ?? scope)
    case (.first, .scopes):
      self = form["resource"].map { .resource($0, scope: form["scope"] ?? "") } ?? before
    case (.second, _): self = form["scope"].map { .scopes($0) } ?? before
    }
  }

  /// - Throws: `SignInFailure.scopeMalformed`, `.resourcesMixed`.
  func scopes(_ client: Client) throws(SignInFailure) -> RequestedScopes {
    switch self {
    case .scopes(let text): try RequestedScopes(text, client: client.id)
    case .resource(let resource, let scope):
      try RequestedScopes(resource: resource, scope: scope, client: client.id)
    }
  }
}
