import HTTPMessages

/// The way back to the application: where to, how, and with which word of its own.
struct AuthorizeAnswer: Sendable {
  enum Mode: String, Sendable {
    case query, fragment
    case formPost = "form_post"
  }

  let redirectURI: String
  let mode: Mode
  let state: String?

  func response(_ pairs: [(name: String, value: String)]) -> Response {
    let all = pairs + (state.map { [(name: "state", value: $0)] } ?? [])
    switch mode {
    case .query where all.isEmpty: return IdentityAnswer.redirect(to: redirectURI)
    case .query:
      let mark = redirectURI.contains("?") ? "&" : "?"
      return IdentityAnswer.redirect(to: redirectURI + mark + PercentCoding.form(all))
    case .fragment: return IdentityAnswer.redirect(to: redirectURI + "#" + PercentCoding.form(all))
    case .formPost: return FormPostPage(action: redirectURI, fields: all).response
    }
  }

  func refusal(_ answer: FailureAnswer) -> Response {
    response([
      (name: "error", value: answer.failure.errorOnTheWayBack),
      (name: "error_description", value: answer.description),
    ])
  }
}

extension SignInFailure {
  /// The word for an application's page: `invalid_grant` is one of the token endpoint (RFC 6749, sections 4.1.2.1 and
  /// 5.2; OpenID Connect Core, section 3.1.2.6).
  fileprivate var errorOnTheWayBack: String {
    if case .consentMissing = self { return "consent_required" }
    return told.error == "invalid_grant" ? "access_denied" : told.error
  }
}
