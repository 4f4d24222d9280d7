/// A documented route: what it is, in which versions it exists, and which permissions it accepts.
package struct Route: Sendable {
  package let method: String
  /// Below the version: `/users/{userId}/manager`.
  package let template: String
  package let versions: [String]
  /// The least privileged permission of a delegated token; `-` when the service refuses the route.
  package let leastDelegated: String
  package let leastApplication: String
  /// Every accepted permission, joined by commas, with conditions in brackets.
  package let accepted: String
}

/// The documented routes, from a table with one header line and six columns.
package struct RouteTable: Sendable {
  package let routes: [Route]

  package init(_ text: [UInt8]) {
    routes = text.split(separator: UInt8(ascii: "\n")).dropFirst().compactMap { line in
      let columns = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      guard columns.count == 6 else { return nil }
      return Route(
        method: columns[0], template: columns[1], versions: columns[2].split(separator: ",").map(String.init),
        leastDelegated: columns[3], leastApplication: columns[4], accepted: columns[5])
    }
  }
}
