import HTTPMessages

/// An application that was told the user's password (RFC 6749, section 4.3).
enum PasswordGrant {
  @Sendable static func answer(_ call: IdentityCall, _ form: FormParameters) throws -> Response {
    let client = try ClientAuthentication(call: call).client(of: form)
    let access = try RequestedAccess(form, call.version)
    let scopes = try access.scopes(client)
    let (name, password) = (try form.required("username"), try form.required("password"))
    let user = try SignInCheck(call: call).user(named: name, password: password)
    return try UserTokens(
      call: call, form: form, client: client, user: user, tenant: call.authority.id, access: access,
      scopes: scopes
    ).answer()
  }
}
