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

  /// Every accepted permission, whatever the conditions.
  var permissions: Set<Substring> {
    Set(accepted.split(separator: ",").map { $0.prefix { $0 != "[" } })
  }
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
  private let own: OwnRoutes
  /// Those that somebody brings: the table's own have the say.
  private var brought: [Route] = []
  /// Permissions that no route takes, and that rules ask for.
  package var furtherPermissions: [String] = []

  /// No route at all.
  package static let empty = RouteTable([])

  /// - Parameters:
  ///   - text: of the table; it is read when somebody asks for a route.
  ///   - further: the same of places that no documentation describes, and whose permissions are known.
  package init(
    _ text: @escaping @autoclosure @Sendable () -> [UInt8],
    further: @escaping @autoclosure @Sendable () -> [UInt8] = []
  ) {
    own = OwnRoutes { [text(), further()] }
  }

  package var routes: [Route] { brought.isEmpty ? own.routes : own.routes + brought }

  /// Adds one that somebody brings.
  ///
  /// - Parameter make: makes it of its number.
  mutating func add(_ make: (Int) -> Route) { brought.append(make(own.routes.count + brought.count)) }

  /// Those of one version; where two describe the same, the later one counts.
  func routes(of version: String) -> [Route] {
    let all = brought.isEmpty ? own.routes : brought + own.routes
    return all.filter { $0.versions.contains(version) }
  }
}
