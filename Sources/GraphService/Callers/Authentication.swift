import GraphContract
import GraphStore
import HTTPMessages
package import Identity
import OData
import Planning

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

  /// - Parameter moment: on the clock of the tenant.
  /// - Throws: `CallerFailure.tokenMissing`, `CallerFailure.tokenRefused`
  func caller(of request: Request, at moment: Moment) throws(CallerFailure) -> Caller {
    if case .off = mode { return .unknown }
    guard let header = request.headers[name: "authorization"], let token = Self.token(header) else {
      throw .tokenMissing(host: request.authority)
    }
    do { return try caller(token, at: moment) } catch {
      throw .tokenRefused(error, host: request.authority)
    }
  }

  private func caller(_ token: Substring, at moment: Moment) throws(TokenFault) -> Caller {
    // Nothing can be read of one that is no JWT.
    if case .lenient = mode, !token.utf8.contains(UInt8(ascii: ".")) { return .unknown }
    let entry: KnownTokens.Entry
    if let found = known[token] {
      entry = found
    } else {
      entry = try read(token)
      known.keep(entry, for: token)
    }
    guard let validity = entry.validity else { return entry.caller }
    guard moment <= validity.upperBound.adding(atMost: Self.skew) else { throw .expired }
    guard moment >= validity.lowerBound.adding(atMost: -Self.skew) else { throw .notYetValid }
    return entry.caller
  }

  /// What the clocks of two machines may differ by (clients-and-auth 4.4).
  private static let skew = 300 * Ticks.second

  private func read(_ token: Substring) throws(TokenFault) -> KnownTokens.Entry {
    switch mode {
    case .off, .lenient:
      KnownTokens.Entry(
        caller: TokenClaims(unchecked: token)?.caller(names()) ?? .unknown, validity: nil)
    case .strict(let verifier):
      try Self.entry(of: verifier.verified(token), names())
    }
  }

  private static func entry(of token: VerifiedToken, _ names: PermissionNames) -> KnownTokens.Entry {
    KnownTokens.Entry(
      caller: TokenClaims(token.claims).caller(names, isVerified: true), validity: token.validity)
  }

  /// The text after `Bearer`, when there is some.
  static func token(_ header: String) -> Substring? {
    let bytes = header.utf8
    guard bytes.count > 7, zip(bytes, "bearer ".utf8).allSatisfy({ $0 | 0x20 == $1 }) else { return nil }
    let start = bytes.dropFirst(7).firstIndex { $0 != UInt8(ascii: " ") }
    return start.map { header[$0...] }
  }
}
