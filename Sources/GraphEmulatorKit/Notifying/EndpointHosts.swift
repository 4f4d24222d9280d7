import Foundation
import GraphStore
import HTTPMessages

/// Whom anything is sent to: this machine, and hosts that somebody has named.
struct EndpointHosts: Sendable {
  private let named: ServedHosts

  init(_ named: [HostPattern]) { self.named = ServedHosts(named) }

  /// The URL as it is called: its host is written as it was judged, so that nobody reads another one in it.
  ///
  /// - Throws: `EndpointAnswer.invalidURL`, `.hostNotAllowed`
  func url(_ text: String) throws(EndpointRefusal) -> URL {
    guard var components = URLComponents(string: text), let scheme = components.scheme?.lowercased(),
      ["http", "https"].contains(scheme), let name = components.host, let host = HostName(name),
      components.hasNoUser, components.hasPort
    else { throw EndpointRefusal(answer: .invalidURL) }
    guard host.isLoopback || named.accepts(host) else {
      throw EndpointRefusal(answer: .hostNotAllowed(host.text))
    }
    components.scheme = scheme
    components.encodedHost = host.text
    guard let url = components.url else { throw EndpointRefusal(answer: .invalidURL) }
    return url
  }
}

/// Why nothing is sent.
struct EndpointRefusal: Error {
  let answer: EndpointAnswer
}

extension URLComponents {
  /// Who has a secret to show puts it into the path or the query: that is what the service passes on.
  fileprivate var hasNoUser: Bool { percentEncodedUser == nil && percentEncodedPassword == nil }

  /// One that can be connected to, or that of the scheme.
  fileprivate var hasPort: Bool {
    guard let range = rangeOfPort, !range.isEmpty else { return port == nil }
    return port.map { (1...65_535).contains($0) } ?? false
  }
}
