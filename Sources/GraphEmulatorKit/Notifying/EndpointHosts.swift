import Foundation
import GraphStore
import HTTPMessages

/// Whom anything is sent to: this machine, and hosts that somebody has named.
struct EndpointHosts: Sendable {
  private let named: ServedHosts

  init(_ named: [HostPattern]) { self.named = ServedHosts(named) }

  /// - Throws: `EndpointAnswer.invalidURL`, `.hostNotAllowed`
  func url(_ text: String) throws(EndpointRefusal) -> URL {
    guard let components = URLComponents(string: text), let url = components.url,
      ["http", "https"].contains(components.scheme?.lowercased()), let name = components.host,
      let host = HostName(name)
    else { throw EndpointRefusal(answer: .invalidURL) }
    guard host.isLoopback || named.accepts(host) else {
      throw EndpointRefusal(answer: .hostNotAllowed(host.text))
    }
    return url
  }
}

/// Why nothing is sent.
struct EndpointRefusal: Error {
  let answer: EndpointAnswer
}
