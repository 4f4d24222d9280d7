import HTTPMessages

/// `/oauth2/v2.0/logout`: ends the browser's session, and goes where the application says.
enum LogoutEndpoint {
  static func answer(_ call: IdentityCall) throws -> Response {
    let form = try call.form()
    let end = SignInSession.ending(isOverTLS: call.request.isOverTLS)
    var response: Response
    if let address = form["post_logout_redirect_uri"], RedirectURI.isWellFormed(address),
      RedirectURI.isPage(address)
    {
      response = AuthorizeAnswer(redirectURI: address, mode: .query, state: nil)
        .response(form["state"].map { [(name: "state", value: $0)] } ?? [])
    } else {
      response =
        MessagePage(title: "You signed out of your account", text: "Close all browser windows.").response
    }
    response.headers.append(end)
    return response
  }
}
