/// Who says what every link begins with.
package enum LinkRoots: Sendable {
  /// The request: its scheme, and its `Host`.
  case request
  /// A proxy that passes requests on, by `Forwarded` or `X-Forwarded-Proto`, `-Host` and `-Port`.
  case proxy
  /// The operator, once for all.
  case fixed(LinkRoot)

  /// The request with the root of its links; what a proxy says and cannot be does not count.
  package func applied(to request: Request) -> Request {
    var request = request
    switch self {
    case .request: return request
    case .proxy: request.statedRoot = ForwardedAddress(request.headers).root(of: request)
    case .fixed(let root): request.statedRoot = root.text
    }
    // The proxy may be on this machine; whoever it speaks for is not known to be.
    if ForwardedAddress.isTold(by: request.headers) { request.isFromLoopback = false }
    return request
  }
}

extension Request {
  /// The names of tenants that the server that took it and its header fields say.
  package var tenantNames: [String] {
    (statedTenant.map { [$0] } ?? []) + headers.values(of: "x-emulator-tenant")
  }

  /// `http://localhost:8585`: what stands before the version in every link, without a slash at its end.
  package var root: String { statedRoot ?? (isOverTLS ? "https://" : "http://") + host }

  /// `https://localhost:8586`: where the same client finds what is served over HTTPS; the root where nothing is, and
  /// where somebody else says what links begin with.
  package var secureRoot: String {
    guard statedRoot == nil, !isOverTLS, let securePort else { return root }
    return "https://" + ForwardedAddress.joined(HostName(host)?.text ?? host, securePort, "https")
  }

  /// `http://localhost:9001`: where the same client finds another port of this program, over HTTP.
  package func url(atPort port: Int) -> String {
    "http://" + ForwardedAddress.joined(HostName(host)?.text ?? host, port, "http")
  }

  /// What no name or address holds would break the JSON that it is written into.
  var host: String {
    guard let host = headers[name: "host"], host.utf8.count <= Self.hostLimit, !host.isEmpty,
      host.utf8.allSatisfy(Self.isHostByte)
    else {
      return "localhost:\(localPort)"
    }
    return host
  }

  /// Of a name, a colon and a port.
  private static let hostLimit = 261

  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x3A, 0x41...0x5B, 0x5D, 0x5F, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "%"):
      true
    default: false
    }
  }
}
