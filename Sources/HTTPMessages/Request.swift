/// A request as it came in, complete and not interpreted.
package struct Request: Sendable {
  /// As sent: methods are case-sensitive, and any token is one.
  package var method: String
  /// Path and query undecoded, so that `%2F` and `/` differ: `/v1.0/users/a%2Fb?$top=1`. A client that
  /// talks to a proxy sends a whole URL, and `OPTIONS` may come with `*`.
  package var target: String
  package var headers: RequestHeaders
  package var headState: HeadState
  /// Why it is not to be served, unless it is one for the control plane.
  package var overload: Overload?
  /// The body without its content encoding; empty unless `bodyState` is `complete`.
  package var body: [UInt8]
  package var bodyState: BodyState
  /// The port of the server that took the request.
  package var localPort: Int
  /// The port of the same server that takes HTTPS; nil where none does.
  package var securePort: Int?
  /// The client is on this machine, as far as the address of its connection tells.
  package var isFromLoopback: Bool
  package var isOverTLS: Bool
  /// What its links begin with, where the request itself does not say it (`LinkRoots`).
  package var statedRoot: String?
  /// The tenant whose alone the server is that took the request; nil for a server of all.
  package var statedTenant: String?

  package init(
    method: String, target: String, headers: RequestHeaders = RequestHeaders(),
    headState: HeadState = .complete, overload: Overload? = nil, body: [UInt8] = [],
    bodyState: BodyState = .complete,
    localPort: Int = 0, securePort: Int? = nil, isFromLoopback: Bool = true,
    isOverTLS: Bool = false
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.headState = headState
    self.overload = overload
    self.body = body
    self.bodyState = bodyState
    self.localPort = localPort
    self.securePort = securePort
    self.isFromLoopback = isFromLoopback
    self.isOverTLS = isOverTLS
  }
}

/// Whether a handler can rely on target and header fields; when not, there is no body.
package enum HeadState: Sendable, Hashable {
  case complete
  /// The target is past its limit; it may be cut. Answers to 414.
  case targetTooLong
  /// The fields are past their limit together with the target. Answers to 431.
  case tooLarge
  /// Where the body ends cannot be told. Answers to 400.
  case unframed
  /// The target holds a control character; it is cut there. Answers to 400.
  case targetMalformed
  /// The request line or a header field is none; what is there of them may be made up. Answers to 400.
  case malformed
  /// There is no Host, or there are several, or it holds no host. Answers to 400.
  case hostMalformed
  /// Neither HTTP/1.0 nor HTTP/1.1. Answers to 505.
  case versionUnsupported
  /// The whole request did not come in its time; what is there of it may be made up. Answers to 408.
  case late
  /// The chunks of the body are malformed. Answers to 400.
  case bodyMalformed
  /// The target has none of the forms that there are, or not one for its method. Answers to 400.
  case targetFormUnknown
  /// `CONNECT`, to somewhere else. Answers to 501.
  case tunnelAskedFor
}

/// What there is too much of. Answers to 503, with the time after which to try again.
package enum Overload: Sendable, Hashable {
  /// All places for connections are taken by clients that are being answered.
  case connections
  /// Bodies that come in, and answers that their clients do not read, hold as many bytes as they may.
  case bytes
}

/// Whether a handler can rely on the body that it sees.
package enum BodyState: Sendable, Hashable {
  case complete
  /// Past the limit, as sent or as inflated; answers to 413.
  case tooLarge
  /// Not in the encoding that `Content-Encoding` names; answers to 400.
  case undecodable
  /// The name of a `Content-Encoding` other than gzip, x-gzip, deflate and identity; answers to 415.
  case unsupportedEncoding(String)
  /// There was no room for it; answers to 503.
  case notKept
}
