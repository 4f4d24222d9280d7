import Foundation
import GraphStore
import HTTPMessages

/// Whom anything is sent to: this machine, and hosts that somebody has named.
struct EndpointHosts: Sendable {
  private let named: ServedHosts

  init(_ named: [HostPattern]) { self.named = ServedHosts(named) }

  /// - Throws: `EndpointAnswer.invalidURL`, `.hostNotAllowed`
  func url(_ text: String) throws(EndpointRefusal) -> URL {
    guard var components = URLComponents(string: text), let scheme = components.scheme?.lowercased(),
      ["http", "https"].contains(scheme), let name = components.host, let host = HostName(name)
    else { throw EndpointRefusal(answer: .invalidURL) }
    guard host.isLoopback || named.accepts(host) else {
      throw EndpointRefusal(answer: .hostNotAllowed(host.text))
    }
    components.scheme = scheme
    // Foundation's client takes no address of IPv6; the name stands for that of this machine too.
    components.host = host.text == "[::1]" ? "localhost" : host.text
    guard let url = components.url else { throw EndpointRefusal(answer: .invalidURL) }
    return url
  }
}

/// Why nothing is sent.
struct EndpointRefusal: Error {
  let answer: EndpointAnswer
}
