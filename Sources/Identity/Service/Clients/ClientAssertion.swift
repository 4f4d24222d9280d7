import JSON

/// A token with which an application shows who it is: signed by itself, or by somebody whom it is federated with
/// (RFC 7523, section 3).
///
/// An application that is listed with certificates signs with the key of one of them. Of others it is not known whose key
/// is whose, only that the key of the certificate which comes along has signed.
struct ClientAssertion {
  let token: JSONWebToken
  let client: Client
  let call: IdentityCall

  /// - Throws: `SignInFailure`
  func check() throws(SignInFailure) {
    guard let issuer = token.text("iss"), let subject = token.text("sub"), !token.texts("aud").isEmpty else {
      throw .assertionMalformed
    }
    try checkTimes()
    let isOwn = issuer.lowercased() == client.id.lowercased()
    guard isOwn else { return try checkFederation() }
    guard subject.lowercased() == client.id.lowercased() else { throw .assertionOfOther }
    try checkAudience()
    try checkSignature()
  }

  private var listed: [String] { client.registration?.certificates ?? [] }

  /// The client's clock is the machine's, not the tenant's.
  private func checkTimes() throws(SignInFailure) {
    let now = call.parts.wall().unixSeconds
    guard let end = token.seconds("exp"), TokenTimes.isBefore(now, end),
      token.seconds("nbf").map({ TokenTimes.isBefore($0, now) }) ?? true
    else { throw .assertionOutOfTime }
  }

  /// The token endpoint, or what else is of this token service or of the one it stands in for.
  private func checkAudience() throws(SignInFailure) {
    let hosts = ServiceOrigin.loginHosts.map { "https://\($0)/" } + [call.origin.text + "/"]
    guard token.texts("aud").contains(where: { audience in hosts.contains { audience.hasPrefix($0) } }) else {
      throw .assertionForOther
    }
  }

  private func checkFederation() throws(SignInFailure) {
    let audiences = token.texts("aud")
    guard listed.isEmpty, audiences.contains("api://AzureADTokenExchange") else {
      throw .federationUnknown(audience: audiences[0])
    }
    try checkForm()
  }

  /// Whose key it is cannot be told, but that somebody's has signed it.
  private func checkForm() throws(SignInFailure) {
    guard ["RS256", "PS256"].contains(token.algorithm), token.signatureLength >= Self.shortestSignature else {
      throw .assertionBadlySigned
    }
  }

  /// Bytes, of a key of 2,048 bits.
  private static let shortestSignature = 256

  private func checkSignature() throws(SignInFailure) {
    try checkForm()
    guard listed.isEmpty else {
      guard listed.contains(where: { ClientCertificate($0)?.hasSigned(token) == true }) else {
        throw .assertionBadlySigned
      }
      return
    }
    guard let chain = token.header["x5c"] else { return }
    // `x5c` is a list, or the text of its first certificate.
    let text = chain.arrayValue?.first?.stringValue ?? chain.stringValue
    guard let text, ClientCertificate(text)?.hasSigned(token) == true else { throw .assertionBadlySigned }
  }
}
