import EntityModel
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
    let covering: CoveringRoutes
  }

  func routes(of path: BoundPath) -> [String: Route] { found(path).own }

  /// The route whose permissions a request needs; nil where nothing is known of any place that may speak for the path: of
  /// those above it, of an object of the collection, and of the same object in a set of more kinds.
  func covering(_ method: String, _ path: BoundPath) -> Route? { found(path).covering.route(for: method) }

  private func found(_ path: BoundPath) -> Routes {
    let suffix = RouteShape.suffix(of: path)
    return known.withLock { known in
      if let routes = known[suffix] { return routes }
      let routes = Routes(
        own: index.routes(of: path), covering: CoveringRoutes(of: same(path), near: near(path)))
      known[suffix] = routes
      return routes
    }
  }

  /// Of just these paths first, then of the objects that they ask something of.
  private func same(_ path: BoundPath) -> [String: Route] {
    let twins = index.twins(of: path)
    return Self.united(
      [index.wholeRoutes(of: path)] + twins.map { Self.served(index.wholeRoutes(of: $0)) }
        + [index.routes(of: path)] + twins.map { Self.served(index.routes(of: $0)) })
  }

  /// Of the places that may speak for this one, the nearest first.
  private func near(_ path: BoundPath) -> [[String: Route]] {
    let places = Self.placesAbove(path) + [Self.object(of: path)].compactMap(\.self)
    let near = places.filter(index.mayHave).map { place in
      Self.united(([place] + index.twins(of: place)).map { Self.served(index.routes(of: $0)) })
    }
    return lists(of: path) + near + moreGeneral(path).map(Self.served)
  }

  /// Reads of the list that has a single value among its objects: `/users/{id}/calendars` for `/me/calendar`.
  private func lists(of path: BoundPath) -> [[String: Route]] {
    guard case .navigation(let navigation, _, _)? = path.steps.last, !navigation.isCollection,
      case .none = path.suffix
    else { return [] }
    return index.twins(of: path).compactMap(Self.list).map { list in
      Self.served(index.routes(of: list)).filter { $0.key == "GET" }
    }
  }

  /// nil for what is no object of a collection.
  private static func list(of object: BoundPath) -> BoundPath? {
    guard case .key? = object.steps.last, case .none = object.suffix else { return nil }
    var list = object
    list.steps.removeLast()
    list.isCollection = true
    return list
  }

  /// By method: the first one that has it.
  private static func united(_ routes: [[String: Route]]) -> [String: Route] {
    routes.reduce(into: [:]) { $0.merge($1) { nearer, _ in nearer } }
  }

  /// Routes that are refused, whoever asks, say nothing of others.
  private static func served(_ routes: [String: Route]) -> [String: Route] {
    routes.filter { $0.value.isServed }
  }

  /// `/directory/deletedItems/{id}` for `/directory/deletedItems`; nil for what is no collection.
  private static func object(of path: BoundPath) -> BoundPath? {
    guard path.isCollection else { return nil }
    var object = path
    (object.suffix, object.isCollection) = (.none, false)
    object.steps.append(.key(.segment("k")))
    return object
  }

  /// `/directoryObjects/{id}` for all below `/servicePrincipals`; none where the set's objects are in no other.
  private func moreGeneral(_ path: BoundPath) -> [[String: Route]] {
    guard case .entitySet(_, let type)? = path.steps.first else { return [] }
    let types = sequence(first: type) { $0.baseType }.dropFirst()
    return types.compactMap(\.traits.home).map { index.routes(ofObjectIn: $0) }
  }

  /// From the nearest on: the function that it goes on from, the place itself, where something is asked of it, and those
  /// that its steps lead through.
  private static func placesAbove(_ path: BoundPath) -> [BoundPath] {
    guard path.continuation == nil else {
      var function = path
      function.continuation = nil
      return [function] + placesAbove(function)
    }
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
