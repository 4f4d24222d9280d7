/// Under which hosts a server answers: a page of the internet can lead a name of its own to this machine (DNS
/// rebinding), but it has no address for a name, and none of the names that only this machine knows.
package struct ServedHosts: Sendable {
  private let added: [HostPattern]

  /// - Parameter added: beside the names of this machine and addresses.
  package init(_ added: [HostPattern] = []) { self.added = added }

  package func serves(_ host: HostName) -> Bool {
    host.isLoopback || host.isAddress || added.contains { $0.fits(host) }
  }

  /// Somebody named the host, or said that all will do.
  package func accepts(_ host: HostName) -> Bool { added.contains { $0.fits(host) } }

  /// Somebody named the host, and did not only say that all will do.
  package func names(_ host: HostName) -> Bool { added.contains { $0 != .all && $0.fits(host) } }
}

/// What is served beside the names of this machine: `graph.test`, `*.test`, `<local>`, `*`.
package enum HostPattern: Sendable, Equatable {
  case all
  /// Every name without a dot, as containers have.
  case local
  /// `*.test` for `graph.test` and `a.graph.test`; the text begins with its dot.
  case below(String)
  case name(String)

  /// nil for a text that is no pattern.
  package init?(_ text: String) {
    switch text {
    case "*": self = .all
    case "<local>": self = .local
    case _ where text.hasPrefix("*."):
      guard let host = HostName(text.dropFirst(2)), !host.isAddress else { return nil }
      self = .below("." + host.text)
    default:
      guard let host = HostName(text) else { return nil }
      self = .name(host.text)
    }
  }

  func fits(_ host: HostName) -> Bool {
    switch self {
    case .all: true
    case .local: host.hasNoDots
    case .below(let suffix): host.text.hasSuffix(suffix)
    case .name(let name): host.text == name
    }
  }
}
