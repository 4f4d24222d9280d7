/// A documented route: what it is, in which versions it exists, and which permissions it accepts.
package struct Route: Sendable {
  /// Of its row in the table.
  package let number: Int
  package let method: String
  /// Below the version: `/users/{userId}/manager`.
  package let template: String
  package let versions: [String]
  /// The least privileged permission of a delegated token; `-` when the service refuses the route.
  package let leastDelegated: String
  package let leastApplication: String
  /// Every accepted permission, joined by commas, with conditions in brackets.
  package let accepted: String

  /// Somebody may use it; the service refuses others, and so they need no permission.
  package var isServed: Bool { accepted != "-" }
}

extension Route {
  /// Stands for the paths below a root of which nobody knows what they take.
  static func undocumented(_ method: String, below root: String, version: String) -> Route {
    Route(
      number: .max, method: method, template: "/" + root, versions: [version],
      leastDelegated: "not supported", leastApplication: "not supported", accepted: "")
  }
}

/// The documented routes, from a table with one header line and six columns, and those that somebody brings.
package struct RouteTable: Sendable {
  package private(set) var routes: [Route]
  /// Where those begin that somebody brings: the table's own have the say.
  private let ownCount: Int
  /// Permissions that no route takes, and that rules ask for.
  package var furtherPermissions: [String] = []

  /// No route at all.
  package static let empty = RouteTable([])

  /// - Parameter further: the same of places that no documentation describes, and whose permissions are known.
  package init(_ text: [UInt8], further: [UInt8] = []) {
    let rows = Self.rows(text) + Self.rows(further)
    routes = rows.enumerated().map { number, columns in
      Route(
        number: number, method: columns[0], template: columns[1],
        versions: columns[2].split(separator: ",").map(String.init),
        leastDelegated: columns[3], leastApplication: columns[4], accepted: columns[5])
    }
    ownCount = routes.count
  }

  /// Adds one that somebody brings.
  ///
  /// - Parameter make: makes it of its number.
  mutating func add(_ make: (Int) -> Route) { routes.append(make(routes.count)) }

  /// Those of one version; where two describe the same, the later one counts.
  func routes(of version: String) -> [Route] {
    (routes[ownCount...] + routes[..<ownCount]).filter { $0.versions.contains(version) }
  }

  private static func rows(_ text: [UInt8]) -> [[String]] {
    text.split(separator: UInt8(ascii: "\n")).dropFirst().compactMap { line in
      let columns = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      return columns.count == 6 ? columns : nil
    }
  }
}
