package import EntityModel
import Locks
package import OData

/// Finds the documented routes of a path in one version, however the path spells its names and keys.
///
/// A class because templates are bound when a path that could be theirs is first asked for: all at once would hold up
/// the first request.
package final class RouteIndex: Sendable {
  private let table: RouteTable
  private let version: String
  private let model: EntityModel
  private let state = Lock(State())

  /// - Parameter version: name of the version that the model is of.
  package init(_ table: RouteTable, version: String, model: EntityModel) {
    self.table = table
    self.version = version
    self.model = model
  }

  private struct State {
    /// By the names in their templates; nil before the first use.
    var unbound: [String: [Route]]?
    /// No template has more steps.
    var longest = 0
    /// Those that were bound: by the names in their templates, then by shape, then by method.
    var bound: [String: [String: [String: Route]]] = [:]
  }

  /// By method: the route of the path itself, else of the object or collection that it asks something of.
  package func routes(of path: BoundPath) -> [String: Route] {
    guard mayHave(path) else { return [:] }
    return routes(of: RouteShape(path).variants[...])
  }

  /// Some template has as many steps: of a path of hundreds of them each place above it is looked for.
  func mayHave(_ path: BoundPath) -> Bool {
    let length = path.steps.lazy.filter { if case .cast = $0 { false } else { true } }.count
    return length <= state.withLock { longest(&$0) }
  }

  /// The same of just that path.
  func wholeRoutes(of path: BoundPath) -> [String: Route] { routes(of: RouteShape(path).wholeVariants) }

  private func routes(of variants: ArraySlice<RouteShape.Variant>) -> [String: Route] {
    state.withLock { state in
      variants.reversed().reduce(into: [:]) { found, variant in
        found.merge(bound(variant.names, &state)[variant.text] ?? [:]) { $1 }
      }
    }
  }

  /// Other paths of the same place, the nearest first.
  func twins(of path: BoundPath) -> [BoundPath] { PathTwins(model: model).twins(of: path) }

  /// By method: the routes of what a member of the object of a path leads to, or of any object of its collection; none
  /// where no documentation has just that.
  package func routes(ofMember names: [String], below path: BoundPath) -> [String: Route] {
    guard let member = PathBinder.bind(names, below: path, in: model) else { return [:] }
    let paths = [member] + twins(of: member)
    return paths.reduce(into: [:]) { $0.merge(wholeRoutes(of: $1)) { nearer, _ in nearer } }
  }

  /// The same of any object of a set.
  package func routes(ofMember names: [String], ofObjectIn set: String) -> [String: Route] {
    BoundPath(template: "/\(set)/{id}", model).map { routes(ofMember: names, below: $0) } ?? [:]
  }

  /// By method: the routes of an object of a set.
  ///
  /// - Parameter set: `directoryObjects`, `directory/subscriptions`
  func routes(ofObjectIn set: String) -> [String: Route] {
    BoundPath(template: "/\(set)/{id}", model).map { routes(of: $0) } ?? [:]
  }

  /// That of reading one object of a set.
  package func routeOfObject(in set: String) -> Route? { routes(ofObjectIn: set)["GET"] }

  private func bound(_ names: String, _ state: inout State) -> [String: [String: Route]] {
    if let bound = state.bound[names] { return bound }
    prepare(&state)
    var bound: [String: [String: Route]] = [:]
    for route in state.unbound?[names] ?? [] {
      guard let path = BoundPath(template: route.template, model) else { continue }
      bound[RouteShape(path).variants[0].text, default: [:]][route.method] = route
    }
    state.bound[names] = bound
    return bound
  }

  private func longest(_ state: inout State) -> Int {
    prepare(&state)
    return state.longest
  }

  private func prepare(_ state: inout State) {
    guard state.unbound == nil else { return }
    let routes = table.routes(of: version)
    state.unbound = Dictionary(grouping: routes) { RouteShape.names(ofTemplate: $0.template) }
    state.longest = routes.lazy.map { Self.steps(atMost: $0.template) }.max() ?? 0
  }

  /// A segment is a step, and so is a key in parentheses.
  private static func steps(atMost template: String) -> Int {
    template.utf8.lazy.filter { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "(") }.count
  }
}

extension BoundPath {
  /// A template's path in the words of the model; nil when the version does not know it.
  init?(template: String, _ model: EntityModel) {
    // A template of one version can name what another does not have.
    guard let path = try? ResourcePath.parse(Self.example(template)),
      let bound = try? PathBinder.bind(path, to: model)
    else { return nil }
    self = bound
  }

  /// A path of the template: `/users/{userId}` as `/users/k`.
  private static func example(_ template: String) -> String {
    var path = ""
    var isInside = false
    for character in template {
      switch character {
      case "{": (isInside, path) = (true, path + "k")
      case "}": isInside = false
      default: if !isInside { path.append(character) }
      }
    }
    return path
  }
}
