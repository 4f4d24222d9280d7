import HTTPMessages

/// `/oauth2/v2.0/logout`: ends the browser's session, and goes back to the application, if that is where it leads.
enum LogoutEndpoint {
  static func answer(_ call: IdentityCall) throws -> Response {
    let form = try call.form()
    var response = try way(back: form, call) ?? signedOut
    response.headers.append(SignInSession.ending(isOverTLS: call.request.isOverTLS))
    return response
  }

  private static var signedOut: Response {
    MessagePage(title: "You signed out of your account", text: "Close all browser windows.").response
  }

  /// nil for who names no address, or one that is no application's: whoever made a link does not send browsers on.
  private static func way(back form: FormParameters, _ call: IdentityCall) throws -> Response? {
    guard let address = form["post_logout_redirect_uri"], RedirectURI.isWellFormed(address),
      RedirectURI.isPage(address), try isAllowed(address, form, call)
    else { return nil }
    return AuthorizeAnswer(redirectURI: address, mode: .query, state: form["state"]).response([])
  }

  private static func isAllowed(_ address: String, _ form: FormParameters, _ call: IdentityCall) throws
    -> Bool
  {
    let listed = try ClientLookup(call: call).registrations()
    guard !listed.isEmpty else { return RedirectURI.isOnThisMachine(address) }
    let name = form["client_id"] ?? form["id_token_hint"].flatMap { JSONWebToken($0)?.texts("aud").first }
    return listed.contains { application in
      name.map { $0.lowercased() == application.id.lowercased() } ?? true
        && application.redirectURIs.contains { RedirectURI.isAllowed(address, [$0]) }
    }
  }
}
