/// Of which sites the pages may use the service: those that this machine serves, and what is added.
package struct AllowedOrigins: Sendable {
  /// Pages of every site may.
  package let areAll: Bool
  private let added: Set<OriginPattern>

  /// - Parameter added: beside the sites of this machine.
  package init(_ added: [OriginPattern] = []) {
    areAll = added.contains(.all)
    self.added = Set(added)
  }

  /// - Parameter host: that the request was sent to, whose own pages may use it too.
  package func allow(_ origin: String, host: String?) -> Bool {
    if areAll { return true }
    guard let pattern = OriginPattern(origin) else { return false }
    if added.contains(pattern) { return true }
    guard case .site(let scheme, let site) = pattern, scheme == "http" || scheme == "https" else {
      return false
    }
    return HostName(site)?.isLoopback == true || OriginPattern(scheme: scheme, host: host ?? "") == pattern
  }
}

/// A site whose pages may use the service, or several: `https://app.example:3000`, `null`, `*`.
package enum OriginPattern: Sendable, Hashable {
  case all
  /// Of pages without a site: files, and what is kept apart from its site.
  case null
  /// `host` has the port when it is not the scheme's own.
  case site(scheme: String, host: String)

  /// nil for a text that is none, such as a URL with a path.
  package init?(_ text: String) {
    switch text {
    case "*": self = .all
    case "null": self = .null
    default:
      guard let mark = text.firstRange(of: "://") else { return nil }
      self.init(scheme: text[..<mark.lowerBound], host: text[mark.upperBound...])
    }
  }

  init?(scheme: some StringProtocol, host: some StringProtocol) {
    let (scheme, host) = (scheme.lowercased(), String(host))
    guard !scheme.isEmpty, scheme.utf8.allSatisfy(Self.isSchemeByte), let name = HostName(host) else {
      return nil
    }
    let port = host.utf8.last == 0x5D ? nil : host.split(separator: ":").dropFirst().last
    let isUsual = port == nil || (scheme == "http" && port == "80") || (scheme == "https" && port == "443")
    self = .site(scheme: scheme, host: isUsual ? name.text : "\(name.text):\(port ?? "")")
  }

  private static func isSchemeByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || "+-.".utf8.contains(byte)
  }
}
