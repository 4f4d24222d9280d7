package import HTTPMessages

/// By which names audiences mean Graph. Who asks for a token and who checks one are told the same: what is no name of
/// Graph's when a token is issued is none when it is shown.
package struct GraphAddresses: Sendable {
  enum Place: Sendable, Equatable {
    case graph
    /// A path on Graph's host, which names nothing.
    case below
    case elsewhere
  }

  private let root: LinkRoot?

  /// - Parameter root: of the emulator's URLs, where it is said once for all.
  package init(root: LinkRoot? = nil) { self.root = root }

  /// - Parameters:
  ///   - audience: a URL with or without a slash at its end, or the id of an application.
  ///   - origin: what the emulator's URLs begin with for who asks: an SDK that was only told of another host asks for
  ///     that host's tokens.
  func place(of audience: String, askedAt origin: LinkRoot? = nil) -> Place {
    if audience.lowercased() == TokenAudience.graphApplication.text { return .graph }
    let plain = audience.hasSuffix("/") ? String(audience.dropLast()) : audience
    guard let link = LinkRoot(plain) else { return .elsewhere }
    if link.text == root?.text || link.text == origin?.text { return .graph }
    guard isGraph(link.host) || link.host == origin?.host else { return .elsewhere }
    if Self.isHostAlone(plain) { return .graph }
    // A proxy that has the emulator at one path may have others at other paths.
    return isGraph(link.host) ? .below : .elsewhere
  }

  private func isGraph(_ host: HostName) -> Bool { host.text == ServiceHosts.graph || host.isLoopback }

  /// `https://localhost:8585`
  private static func isHostAlone(_ url: String) -> Bool {
    url.utf8.count { $0 == UInt8(ascii: "/") } == 2
  }
}
