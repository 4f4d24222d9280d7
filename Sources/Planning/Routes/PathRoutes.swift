import Locks
import OData

/// The documented routes of all paths of one shape: which, depends on what is asked of the place as well.
///
/// A class because the plan of the paths is shared, and routes are looked up when they are first asked for.
final class PathRoutes: Sendable {
  private let index: RouteIndex
  /// By what is asked of the place.
  private let known = Lock<[String: Routes]>([:])

  init(_ index: RouteIndex) { self.index = index }

  private struct Routes {
    /// By method.
    let own: [String: Route]
    /// By method, of the nearest place above that has some.
    let covering: [String: Route]
  }

  func routes(of path: BoundPath) -> [String: Route] { found(path).own }

  /// The route whose permissions a request needs: its own, or for a path that no documentation has the one of the nearest
  /// place above it. A write that is documented nowhere is taken for a change of that place.
  func covering(_ method: String, _ path: BoundPath) -> Route? {
    let routes = found(path)
    return routes.own[method] ?? routes.covering[method]
      ?? (method == "GET" ? nil : Self.writes.lazy.compactMap { routes.covering[$0] }.first)
  }

  private static let writes = ["PATCH", "PUT", "POST", "DELETE"]

  private func found(_ path: BoundPath) -> Routes {
    let suffix = RouteShape.text(path.suffix)
    return known.withLock { known in
      if let routes = known[suffix] { return routes }
      let routes = Routes(own: index.routes(of: path), covering: covering(path))
      known[suffix] = routes
      return routes
    }
  }

  private func covering(_ path: BoundPath) -> [String: Route] {
    for place in Self.placesAbove(path) {
      let routes = index.routes(of: place)
      if !routes.isEmpty { return routes }
    }
    return [:]
  }

  /// From the nearest on: the place itself, where something is asked of it, and those that its steps lead through.
  private static func placesAbove(_ path: BoundPath) -> [BoundPath] {
    var isPlace = false
    if case .none = path.suffix { isPlace = true }
    let longest = isPlace ? path.steps.count - 1 : path.steps.count
    return stride(from: longest, to: 0, by: -1).map { count in
      var place = path
      (place.suffix, place.steps) = (.none, Array(path.steps.prefix(count)))
      return place
    }
  }
}
