import HTTPMessages

/// `/error?code=7000215`: what the number of an error means, where its `error_uri` leads.
enum ErrorExplanation {
  static func answer(_ call: IdentityCall) -> Response {
    let code = call.query["code"] ?? ""
    let texts = Int(code).map(texts) ?? []
    guard !texts.isEmpty else {
      return MessagePage(
        title: "No such error", text: "Nothing is refused with the code '\(code)' here.", status: 404
      ).response
    }
    return Page(
      title: "AADSTS\(code)",
      body: "<h1>AADSTS\(code)</h1>\n\(texts.map { "<p>\($0)</p>\n" })"
    ).response()
  }

  /// Several failures may have one number.
  private static func texts(of code: Int) -> [String] {
    SignInFailure.examples.map(\.told).filter { $0.code == code }.map { "\($0.text) (\($0.error))" }
  }
}

extension SignInFailure {
  /// One of each kind, with names in place of what only a request says.
  fileprivate static let examples: [SignInFailure] = [
    .parameterMissing("{parameter}"), .parameterRepeated("{parameter}"), .malformed, .tooLarge,
    .methodNotAllowed(allowed: "{methods}"), .valueUnsupported(parameter: "{parameter}", value: "{value}"),
    .tenantUnknown("{tenant}"), .authorityForeign, .clientUnknown(id: "{application}", tenant: "{tenant}"),
    .clientNamedTwice, .secretWrong(client: "{application}"), .secretExpired(client: "{application}"),
    .credentialMissing(grant: "{grant}"), .secretMissing, .clientIsPublic, .assertionMalformed,
    .assertionBadlySigned, .assertionOfOther,
    .assertionOutOfTime, .assertionForOther, .federationUnknown(audience: "{audience}"),
    .scopeMalformed("{scope}"), .scopeNeedsDefault("{scope}"), .resourcesMixed("{scope}"),
    .consentMissing(client: "{application}", name: "{name}"), .userUnknown(tenant: "{tenant}"),
    .passwordWrong, .userDisabled, .grantUnsupported("{grant}"), .grantMalformed, .grantOfOther, .codeExpired,
    .codeSpent, .refreshSpent, .refreshExpired(issued: "{time}"),
    .sessionsEnded(issued: "{time}", validFrom: "{time}"),
    .replyAddressOther(given: "{address}", asked: "{address}"), .verifierMissing, .verifierWrong,
    .userTokenBadlySigned, .userTokenOutOfTime, .userTokenForOther, .devicePending, .deviceCodeUnknown,
    .deviceCodeExpired, .deviceDeclined, .userCodeUnknown,
    .redirectUnknown("{address}", client: "{application}"), .challengeMalformed,
    .responseModeUnfit("{mode}"), .signInNeeded, .signInDeclined,
  ]
}
