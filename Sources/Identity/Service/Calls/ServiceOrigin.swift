import HTTPMessages

/// What the service's URLs begin with, as the client sees them: `https://localhost:8586`.
struct ServiceOrigin: Sendable, Equatable {
  /// Without a slash at its end; behind a proxy it may have a path.
  let text: String

  init(of request: Request) { text = request.root }

  /// With the port, where it was sent with one.
  var host: String { String(text.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" }) }

  /// Somebody has led the service's real name here: what is said of other hosts is as real then.
  var isReal: Bool { HostName(host).map { Self.loginHosts.contains($0.text) } ?? false }

  /// Where the service's own token service answers.
  static let loginHosts = ServiceHosts.login

  /// Where Graph answers as well; nil where it does so under its own name, or the host is none.
  var address: LinkRoot? { isReal ? nil : LinkRoot(text) }

  /// The host of Graph for those who came here.
  var graphHost: String { isReal ? ServiceHosts.graph : host }

  /// The root of Graph's host.
  var graphRoot: String { isReal ? "https://\(ServiceHosts.graph)" : text }

  /// Issuer of the tokens of the second form.
  func issuer(of tenant: String) -> String { "\(text)/\(tenant)/v2.0" }
}
