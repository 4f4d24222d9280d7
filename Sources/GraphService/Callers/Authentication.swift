import GraphContract
import GraphStore
import HTTPMessages
package import Identity
import Planning
import Tenants

/// Whether a request must show a token (graph-platform 8.6).
package enum AuthenticationMode: Sendable {
  /// No header is needed and none is read.
  case off
  /// Any bearer token will do; what one says of permissions counts.
  case lenient
  /// Only tokens that were issued here and hold now.
  case strict(TokenVerifier)
}

/// Reads the `Authorization` header.
struct Authentication: Sendable {
  let mode: AuthenticationMode
  let names: @Sendable () -> PermissionNames
  private let known = KnownTokens()

  init(mode: AuthenticationMode, names: @escaping @Sendable () -> PermissionNames) {
    self.mode = mode
    self.names = names
  }

  /// - Throws: `CallerFailure.tokenMissing`, `CallerFailure.tokenRefused`; what reading the keys and the tenant throws.
  func caller(of request: Request, in tenant: Tenant, _ limit: RequestLimit) throws -> Caller {
    if case .off = mode { return .unknown }
    guard let token = request.headers.bearerToken else {
      throw CallerFailure.tokenMissing(root: request.secureRoot)
    }
    do { return try caller(token, tenant, limit) } catch let fault as TokenFault {
      throw CallerFailure.tokenRefused(fault, root: request.secureRoot)
    }
  }

  private func caller(_ token: Substring, _ tenant: Tenant, _ limit: RequestLimit) throws -> Caller {
    switch mode {
    case .off: return .unknown
    case .lenient:
      // Nothing can be read of one that is no JWT.
      guard token.utf8.contains(UInt8(ascii: ".")) else { return .unknown }
      return entry(token, Self.unchecked).caller
    case .strict(let verifier):
      let entry = try entry(token) { try Self.entry(of: verifier.verified($0), $1) }
      if let terms = entry.terms { try verifier.check(terms, in: tenant, limit) }
      return entry.caller
    }
  }

  private func entry(
    _ token: Substring, _ read: (Substring, PermissionNames) throws -> KnownTokens.Entry
  ) rethrows -> KnownTokens.Entry {
    if let found = known[token] { return found }
    let entry = try read(token, names())
    known.keep(entry, for: token)
    return entry
  }

  private static func unchecked(_ token: Substring, _ names: PermissionNames) -> KnownTokens.Entry {
    KnownTokens.Entry(caller: TokenClaims(unchecked: token)?.caller(names) ?? .unknown, terms: nil)
  }

  private static func entry(of token: VerifiedToken, _ names: PermissionNames) -> KnownTokens.Entry {
    KnownTokens.Entry(
      caller: TokenClaims(token.claims).caller(names, isVerified: true), terms: token.terms)
  }
}
