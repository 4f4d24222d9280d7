import SwiftASN1
import JSON
import CryptoExtras
import OData
import X509

/// A token with which an application shows who it is: signed by itself, or by somebody whom it is federated with
/// (RFC 7523, section 3).
///
/// Seeds list no certificates of applications, so that whose key it is cannot be told; that the key of the certificate
/// which comes along has signed it can.
struct ClientAssertion {
  let token: JSONWebToken
  let client: String
  let call: IdentityCall

  /// - Throws: `SignInFailure`
  func check() throws(SignInFailure) {
    guard let issuer = token.text("iss"), let subject = token.text("sub"), !token.texts("aud").isEmpty else {
      throw .assertionMalformed
    }
    try checkTimes()
    let isOwn = issuer.lowercased() == client.lowercased()
    guard isOwn else { return try checkFederation() }
    guard subject.lowercased() == client.lowercased() else { throw .assertionOfOther }
    try checkAudience()
    try checkSignature()
  }

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
    guard audiences.contains("api://AzureADTokenExchange") else {
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
    guard let chain = token.header["x5c"] else { return }
    // `x5c` is a list, or the text of its first certificate.
    let text = chain.arrayValue?.first?.stringValue ?? chain.stringValue
    guard let bytes = text.flatMap({ Base64.bytes($0) }),
      // A certificate that cannot be read is as good as a wrong one.
      let certificate = try? Certificate(derEncoded: bytes),
      let key = _RSA.Signing.PublicKey(certificate.publicKey), token.isSigned(by: key)
    else { throw .assertionBadlySigned }
  }
}
