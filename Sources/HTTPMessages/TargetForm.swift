/// The forms that a request target has (RFC 9112, section 3.2).
package enum TargetForm: Sendable, Equatable {
  /// `/v1.0/users?$top=1`
  case origin
  /// `http://localhost:8585/v1.0/users?$top=1`, as it is sent to a proxy.
  case absolute(authority: String, path: String)
  /// `localhost:8585`, of `CONNECT` alone.
  case authority
  /// `*`, of `OPTIONS` alone: the server as a whole.
  case asterisk

  /// nil for what has none of these forms, or a fragment, which is not to be sent.
  package init?(_ target: String, of method: String) {
    guard !target.utf8.contains(UInt8(ascii: "#")) else { return nil }
    if target.utf8.first == UInt8(ascii: "/") {
      self = .origin
    } else if target == "*", method == "OPTIONS" {
      self = .asterisk
    } else if method == "CONNECT" {
      guard target.utf8.contains(UInt8(ascii: ":")), HostName(target) != nil else { return nil }
      self = .authority
    } else if let absolute = Self.absolute(target) {
      self = absolute
    } else {
      return nil
    }
  }

  private static func absolute(_ target: String) -> TargetForm? {
    let bytes = Array(target.utf8)
    let (authority, path) = (afterScheme(of: bytes.span), path(of: bytes.span))
    let name = String(decoding: bytes[authority..<path], as: UTF8.self)
    guard HostName(name) != nil else { return nil }
    let rest = String(decoding: bytes[path...], as: UTF8.self)
    return .absolute(authority: name, path: rest.hasPrefix("/") ? rest : "/" + rest)
  }

  // MARK: Places in a target

  /// Where the path begins: 0 but for a whole URL.
  package static func path(of target: Span<UInt8>) -> Int {
    var place = afterScheme(of: target)
    guard place > 0 else { return 0 }
    while place < target.count, target[place] != UInt8(ascii: "/"), target[place] != UInt8(ascii: "?") {
      place += 1
    }
    return place
  }

  /// 0 where there is no scheme of HTTP.
  private static func afterScheme(of target: Span<UInt8>) -> Int {
    for scheme: StaticString in ["http://", "https://"] where target.begins(with: scheme, inAnyCase: true) {
      return scheme.utf8CodeUnitCount
    }
    return 0
  }
}

extension Span<UInt8> {
  /// - Parameter text: in lower case.
  package func begins(with text: StaticString, inAnyCase: Bool = false) -> Bool {
    guard count >= text.utf8CodeUnitCount else { return false }
    for index in 0..<text.utf8CodeUnitCount {
      let byte = self[index]
      let isLetter = inAnyCase && (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      guard (isLetter ? byte | 0x20 : byte) == text.utf8Start[index] else { return false }
    }
    return true
  }
}

extension Request {
  /// The same request in origin form: of a whole URL the host counts, and not the `Host` beside it (RFC 9112, 3.2.2).
  package var inOriginForm: Request {
    guard headState == .complete else { return self }
    var request = self
    switch TargetForm(target, of: method) {
    case .origin, .asterisk: break
    case .absolute(let authority, let path):
      request.target = path
      request.headers = headers.replacing("host", by: authority)
    case .authority: request.headState = .tunnelAskedFor
    case nil: request.headState = .targetFormUnknown
    }
    return request
  }
}
