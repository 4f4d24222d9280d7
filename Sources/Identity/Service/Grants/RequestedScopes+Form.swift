extension RequestedScopes {
  /// What a form asks for: `scope`, or `resource` at an endpoint of the first generation.
  ///
  /// - Throws: `SignInFailure`
  init(_ form: FormParameters, _ client: Client, _ version: ProtocolVersion) throws(SignInFailure) {
    switch version {
    case .first: try self.init(resource: form["resource"], scope: form["scope"], client: client.id)
    case .second: try self.init(form.required("scope"), client: client.id)
    }
  }

  /// What a grant was for, or what else a form asks for now.
  ///
  /// - Throws: `SignInFailure`
  init(
    _ form: FormParameters, orElse scope: String, _ resource: String?, _ client: Client,
    _ version: ProtocolVersion
  ) throws(SignInFailure) {
    switch version {
    case .first:
      try self.init(resource: form["resource"] ?? resource, scope: form["scope"] ?? scope, client: client.id)
    case .second: try self.init(form["scope"] ?? scope, client: client.id)
    }
  }
}
