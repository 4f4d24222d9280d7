import HTTPMessages
import Observing

/// `/oauth2/v2.0/authorize`: a user's browser is sent here by an application, and goes back with a code or tokens.
enum AuthorizeEndpoint {
  static func answer(_ call: IdentityCall) throws -> Response {
    let form = try call.form()
    let client = try ClientLookup(call: call).client(form.required("client_id"))
    let back = try way(back: form, client)
    // From here on the application hears of what is wrong.
    do {
      let asked = try AuthorizeRequest(form, client, back.mode, call.version)
      return try AuthorizeFlow(call: call, form: form, client: client, asked: asked, back: back).answer()
    } catch let failure as SignInFailure where !failure.isForThePerson {
      call.notes?.note(failure)
      return back.refusal(call.refusal(failure))
    }
  }

  /// - Throws: what the browser's user is told, since it is not known where else to go.
  private static func way(back form: FormParameters, _ client: Client) throws(SignInFailure)
    -> AuthorizeAnswer
  {
    let listed = client.registration?.redirectURIs ?? []
    guard let address = form["redirect_uri"] ?? listed.first else { throw .parameterMissing("redirect_uri") }
    guard RedirectURI.isWellFormed(address), RedirectURI.isAllowed(address, listed) else {
      throw .redirectUnknown(address, client: client.id)
    }
    let mode = try AuthorizeRequest.mode(form)
    guard mode != .formPost || RedirectURI.isPage(address) else {
      throw .redirectUnknown(address, client: client.id)
    }
    return AuthorizeAnswer(redirectURI: address, mode: mode, state: form["state"])
  }
}

extension SignInFailure {
  /// Whoever sits before the browser can do something about it.
  fileprivate var isForThePerson: Bool {
    switch self {
    case .userUnknown, .userDisabled, .passwordWrong: true
    default: false
    }
  }
}

extension IdentityCall {
  func refusal(_ failure: SignInFailure) -> FailureAnswer {
    FailureAnswer(failure, at: moment, parts.identifiers, request)
  }
}
