/// What every link begins with: `https://graph.example:8443/prefix`.
package struct LinkRoot: Sendable, Hashable {
  /// Without a slash at its end; nothing in it would have to be escaped in JSON.
  package let text: String
  package let host: HostName

  /// nil for a text that is no URL of HTTP, or has more than a scheme, a host and a path.
  package init?(_ url: String) {
    guard let mark = url.firstRange(of: "://") else { return nil }
    let scheme = url[..<mark.lowerBound].lowercased()
    let rest = url[mark.upperBound...]
    let authority = rest.prefix { $0 != "/" }
    let path = rest[authority.endIndex...]
    guard ["http", "https"].contains(scheme), let host = Authority(String(authority)),
      path.utf8.allSatisfy(Self.isPathByte)
    else { return nil }
    self.host = host.name
    text = "\(scheme)://\(host.text)" + String(path.reversed().drop { $0 == "/" }.reversed())
  }

  private static func isPathByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "/%-._~".utf8.contains(byte)
    }
  }
}

/// A host with or without a port, as links have it: `localhost:8585`, `[::1]`.
struct Authority {
  let text: String
  let name: HostName
  let port: Int?

  /// nil for what has no form of a host, or a port that there is not.
  init?(_ text: String) {
    guard text.utf8.count <= Self.limit, let name = HostName(text) else { return nil }
    let end =
      text.hasPrefix("[") ? text.firstIndex(of: "]").map(text.index(after:)) : text.firstIndex(of: ":")
    let digits = text[(end ?? text.endIndex)...].dropFirst()
    if digits.isEmpty {
      port = nil
    } else {
      guard let port = Int(digits), (1...65535).contains(port) else { return nil }
      self.port = port
    }
    self.text = text.hasSuffix(":") ? String(text.dropLast()) : text
    self.name = name
  }

  /// Of a name, a colon and a port.
  private static let limit = 261
}
