import EntityModel
package import OData

/// Finds the documented route of a path, however the path spells its names and keys.
package struct RouteIndex: Sendable {
  /// By version, method and shape.
  private let routes: [String: Route]

  package init(_ table: RouteTable, versions: [ServiceVersion]) {
    var routes: [String: Route] = [:]
    for version in versions {
      for route in table.routes where route.versions.contains(version.name) {
        guard let path = RouteCoverage.bound(route.template, version) else { continue }
        routes["\(version.name) \(route.method) \(RouteShape(path).texts[0])"] = route
      }
    }
    self.routes = routes
  }

  /// The route of the path itself, else of the object or collection that it asks something of.
  package func route(of path: BoundPath, method: String, version: String) -> Route? {
    RouteShape(path).texts.lazy.compactMap { routes["\(version) \(method) \($0)"] }.first
  }
}

/// What a path has in common with all others of its route: `/users/{}/memberOf/$count`.
struct RouteShape {
  private var steps: [String] = []
  private var suffix = ""

  /// From the exact shape to looser ones: without what is asked of the place, then without casts.
  ///
  /// Alternate keys are routes of their own only where the table has them.
  var texts: [String] {
    let whole = steps.joined()
    let plain = steps.filter { !$0.hasPrefix("/~") }.map { $0.hasPrefix("/{") ? "/{}" : $0 }.joined()
    return [whole + suffix, plain + suffix, whole, plain]
  }

  init(_ path: BoundPath) {
    steps = path.steps.map(Self.text)
    suffix = Self.text(path.suffix)
  }

  private static func text(_ step: BoundPath.Step) -> String {
    switch step {
    case .entitySet(let element, _), .singleton(let element, _): "/\(element.name)"
    case .navigation(let navigation, _, _): "/\(navigation.name)"
    case .complex(let property, _): "/\(property.name)"
    case .cast(let type): "/~\(type.name)"
    case .key(.named(let keys)) where keys.map(\.name) != ["id"]:
      "/{\(keys.map { $0.name ?? "" }.joined(separator: ","))}"
    case .key: "/{}"
    }
  }

  private static func text(_ suffix: BoundPath.Suffix) -> String {
    switch suffix {
    case .none: ""
    case .count: "/$count"
    case .ref: "/$ref"
    case .property(let properties): "/" + properties.map(\.name).joined(separator: "/")
    case .value(let properties): "/" + properties.map(\.name).joined(separator: "/") + "/$value"
    case .operation(let operation, _):
      "/\(operation.name)(\(operation.parameters.map(\.name).joined(separator: ",")))"
    }
  }
}
