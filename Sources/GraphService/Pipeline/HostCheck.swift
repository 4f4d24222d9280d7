import GraphContract
package import HTTPMessages

/// Answers only under hosts that are served, so that no page reaches the service by a name that it leads here.
package struct HostCheck: Layer {
  private let hosts: ServedHosts

  package init(_ hosts: ServedHosts) { self.hosts = hosts }

  package func respond(to incoming: Incoming, _ next: (Incoming) -> Response) -> Response {
    // A part of a batch has the host of the whole; one that is no host at all is told later.
    guard incoming.part == nil, incoming.request.headState == .complete,
      let foreign = incoming.request.headers.values(of: "host").first(where: isForeign)
    else { return next(incoming) }
    return incoming.refused(by: AccessFailure.hostNotServed(foreign))
  }

  private func isForeign(_ host: String) -> Bool { HostName(host).map { !hosts.serves($0) } ?? true }
}
