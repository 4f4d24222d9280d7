import GraphStore
import HTTPMessages
import Observing
import Tenants

/// A request to the token service on its way to an endpoint's handler.
struct IdentityCall: Sendable {
  let request: Request
  let parts: ServiceParts
  let origin: ServiceOrigin
  let authority: Authority
  let version: ProtocolVersion
  /// What stands in the place of `{name}` in the endpoint's path, decoded.
  let pathName: String
  let query: FormParameters
  let limit: RequestLimit
  let notes: RequestNotes?

  var tenant: Tenant { authority.tenant }

  var moment: Moment { tenant.clock.now }

  /// `https://localhost:8586/{tenant}/oauth2/v2.0/token`
  func url(_ endpoint: String, _ version: ProtocolVersion) -> String {
    "\(origin.text)/\(authority.segment)/\(version.path)/\(endpoint)"
  }

  /// The parameters of a form, or of the query where there is no body.
  ///
  /// - Throws: `SignInFailure.malformed`, `.parameterRepeated`, `.tooLarge`.
  func form() throws(SignInFailure) -> FormParameters {
    switch request.bodyState {
    case .complete: break
    case .tooLarge: throw .tooLarge
    case .undecodable, .unsupportedEncoding, .notKept: throw .malformed
    }
    guard !request.body.isEmpty else { return query }
    guard request.body.count <= FormParameters.limit else { throw .tooLarge }
    guard let text = String(validating: request.body, as: UTF8.self) else { throw .malformed }
    return try FormParameters(text)
  }

  func directory<Result>(_ body: (DirectoryReader) throws -> Result) throws -> Result {
    try tenant.directory(parts.principals, limit, body)
  }

  /// How tokens for others than Graph say who issued them.
  var tokenFormat: TokenAudience.Format {
    switch version {
    case .first: .version1
    case .second: .version2(issuer: origin.issuer(of: authority.id))
    }
  }
}
