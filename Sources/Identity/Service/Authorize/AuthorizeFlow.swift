import Tenants
import GraphStore
import HTTPMessages

/// Finds out who the browser's user is: from the settings, from the browser's session, or by asking.
struct AuthorizeFlow {
  let call: IdentityCall
  let form: FormParameters
  let client: Client
  let asked: AuthorizeRequest
  let back: AuthorizeAnswer

  /// The field of the sign-in page that names who signs in.
  static let chosen = "emulator_user"

  func answer() throws -> Response {
    if call.request.method == "POST", let name = form[Self.chosen] { return try chosen(name) }
    if let user = try approvedUser() { return try AuthorizeResult(self, user).response() }
    if let user = try sessionUser() { return try AuthorizeResult(self, user).response() }
    guard asked.prompt != AuthorizeRequest.Prompt.none else { throw SignInFailure.signInNeeded }
    return try page()
  }

  // MARK: Who

  private func chosen(_ name: String) throws -> Response {
    guard name != SignInPage.nobody else { throw SignInFailure.signInDeclined }
    let user = try enabled(name)
    var response = try AuthorizeResult(self, user).response()
    let session = SignInSession(of: user, issued: call.moment.unixSeconds)
    response.headers.append(try session.header(for: call.tenant, isOverTLS: call.request.isOverTLS))
    return response
  }

  /// Who signs in without being asked, where the tenant's settings say so.
  private func approvedUser() throws -> TokenUser? {
    guard call.tenant.store.settings.engine.signIn.approvesAtOnce else { return nil }
    if let hint = asked.loginHint { return try enabled(hint) }
    guard let user = try call.directory({ try $0.usualUser() }) else {
      throw SignInFailure.userUnknown(tenant: call.authority.id)
    }
    return try enabled(user.token.id)
  }

  private func sessionUser() throws -> TokenUser? {
    switch asked.prompt {
    case .login?, .selectAccount?, .create?: return nil
    case AuthorizeRequest.Prompt.none?, .consent?, nil: break
    }
    guard let session = SignInSession(of: call.request, in: call.tenant) else { return nil }
    do {
      let user = try SignInCheck(call: call).user(session.user, since: session.start)
      return asked.loginHint.map { $0.lowercased() == user.principalName.lowercased() } ?? true ? user : nil
    } catch is SignInFailure {
      return nil  // Who may no longer sign in is asked anew.
    }
  }

  private func enabled(_ name: String) throws -> TokenUser {
    guard let user = try call.directory({ try $0.user(name) }) else {
      throw SignInFailure.userUnknown(tenant: call.authority.id)
    }
    return try SignInCheck(call: call).user(user.token.id, since: nil)
  }

  // MARK: The page

  private func page() throws -> Response {
    let users = try call.directory { try $0.pageUsers(limit: SignInPage.limit) }
    return SignInPage(
      application: client.name ?? client.id, organization: call.authority.organization.displayName,
      action: call.url("authorize", call.version), fields: form.pairs.filter { $0.name != Self.chosen },
      field: Self.chosen, users: users, hint: asked.loginHint
    ).response
  }
}
