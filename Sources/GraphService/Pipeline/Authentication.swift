import GraphContract
import HTTPMessages

/// Whether a request must show a token (graph-platform 8.6).
package enum AuthenticationMode: String, Sendable, CaseIterable {
  /// No header is needed and none is read.
  case off
  /// Any bearer token will do.
  case lenient
}

/// Reads the `Authorization` header.
struct Authentication {
  let mode: AuthenticationMode

  /// - Throws: `CallerFailure.tokenMissing`.
  func principal(of request: Request) throws(CallerFailure) -> Principal {
    guard mode != .off else { return .user(id: nil) }
    guard let header = request.headers[name: "authorization"], let token = Self.token(header) else {
      throw .tokenMissing(host: String(request.root.drop { $0 != "/" }.dropFirst(2)))
    }
    return TokenClaims(token)?.principal ?? .user(id: nil)
  }

  /// The text after `Bearer`, when there is some.
  private static func token(_ header: String) -> Substring? {
    let bytes = header.utf8
    guard bytes.count > 7, zip(bytes, "bearer ".utf8).allSatisfy({ $0 | 0x20 == $1 }) else { return nil }
    let start = bytes.dropFirst(7).firstIndex { $0 != UInt8(ascii: " ") }
    return start.map { header[$0...] }
  }
}
