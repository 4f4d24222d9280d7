package import GraphStore

/// Asks endpoints outside whether they want to be called.
package protocol EndpointProbe: Sendable {
  /// Waits for the answers of all, which are asked at the same time.
  ///
  /// - Parameter isPart: a part of a batch waits, on a thread that other requests need.
  /// - Throws: `InterruptionFailure` when the limit is over before.
  func answers(of urls: [String], isPart: Bool, limit: RequestLimit) throws -> [String: EndpointAnswer]
}

/// Calls nobody.
package struct SilentProbe: EndpointProbe {
  package init() {}

  package func answers(of urls: [String], isPart: Bool, limit: RequestLimit) -> [String: EndpointAnswer] {
    Dictionary(urls.map { ($0, .hostNotAllowed($0)) }) { first, _ in first }
  }
}
