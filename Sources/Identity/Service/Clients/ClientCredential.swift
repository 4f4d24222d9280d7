import Foundation
import HTTPMessages
import OData

/// With what an application shows who it is.
enum ClientCredential: Sendable {
  case none
  case secret(String)
  case assertion(JSONWebToken)
}

/// What a request to the token endpoint says of its application (RFC 6749, section 2.3; RFC 7521, section 4.2).
struct ClaimedClient: Sendable {
  let id: String
  let credential: ClientCredential

  /// - Throws: `SignInFailure`
  init(_ request: Request, _ form: FormParameters) throws(SignInFailure) {
    if let (id, secret) = try Self.basic(request) {
      guard form["client_id"].map({ $0.lowercased() == id.lowercased() }) ?? true else {
        throw .clientNamedTwice
      }
      (self.id, credential) = (id, .secret(secret))
    } else if let assertion = try Self.assertion(form) {
      guard let id = form["client_id"] ?? assertion.text("sub") else { throw .parameterMissing("client_id") }
      (self.id, credential) = (id, .assertion(assertion))
    } else {
      id = try form.required("client_id")
      credential = form["client_secret"].map { .secret($0) } ?? .none
    }
  }

  private static func assertion(_ form: FormParameters) throws(SignInFailure) -> JSONWebToken? {
    guard let text = form["client_assertion"] else { return nil }
    let type = try form.required("client_assertion_type")
    guard type == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" else {
      throw .valueUnsupported(parameter: "client_assertion_type", value: type)
    }
    guard let token = JSONWebToken(text) else { throw .assertionMalformed }
    return token
  }

  /// `Basic` with id and secret, each escaped as in a form; nil without.
  private static func basic(_ request: Request) throws(SignInFailure) -> (id: String, secret: String)? {
    guard let header = request.headers[name: "authorization"], header.lowercased().hasPrefix("basic ") else {
      return nil
    }
    let text = header.dropFirst(6).drop { $0 == " " }
    guard let bytes = Base64.bytes(String(text)), let pair = String(validating: bytes, as: UTF8.self),
      let colon = pair.firstIndex(of: ":"), let id = PercentCoding.formText(pair[..<colon]), !id.isEmpty,
      let secret = PercentCoding.formText(pair[pair.index(after: colon)...])
    else { throw .malformed }
    return (id, secret)
  }
}
