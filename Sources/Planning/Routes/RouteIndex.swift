package import EntityModel
package import OData
import Synchronization

/// Finds the documented routes of a path in one version, however the path spells its names and keys.
///
/// A class because it binds all templates when it is asked for the first time, and a start would wait for that.
package final class RouteIndex: Sendable {
  private let routes: [Route]
  private let model: EntityModel
  /// By shape, then by method.
  private let index = Mutex<[String: [String: Route]]?>(nil)

  /// - Parameter version: name of the version that the model is of.
  package init(_ table: RouteTable, version: String, model: EntityModel) {
    routes = table.routes.filter { $0.versions.contains(version) }
    self.model = model
  }

  /// By method: the route of the path itself, else of the object or collection that it asks something of.
  package func routes(of path: BoundPath) -> [String: Route] {
    let index = bound()
    return RouteShape(path).texts.reversed().reduce(into: [:]) { found, shape in
      found.merge(index[shape] ?? [:]) { $1 }
    }
  }

  private func bound() -> [String: [String: Route]] {
    index.withLock { index in
      if let index { return index }
      let made = made()
      index = made
      return made
    }
  }

  private func made() -> [String: [String: Route]] {
    var made: [String: [String: Route]] = [:]
    for route in routes {
      guard let path = BoundPath(template: route.template, model) else { continue }
      made[RouteShape(path).texts[0], default: [:]][route.method] = route
    }
    return made
  }
}

extension BoundPath {
  /// A template's path in the words of the model; nil when the version does not know it.
  init?(template: String, _ model: EntityModel) {
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
