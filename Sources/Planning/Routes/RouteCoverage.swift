import EntityModel
package import GraphStore
import OData

/// Whether the model serves a route: a table says what is documented, this says what an answer comes of.
package struct RouteCoverage: Sendable {
  package enum Answer: String, Sendable {
    case served
    /// The path is known, the method is refused.
    case refused
    /// An operation without a rule: 501.
    case notImitated = "not imitated"
    case unknown
  }

  private let versions: [ServiceVersion]
  private let rules: RuleBook

  package init(versions: [ServiceVersion], rules: RuleBook) {
    self.versions = versions
    self.rules = rules
  }

  package func answer(to route: Route, version name: String) -> Answer {
    guard let version = versions.first(where: { $0.name == name }),
      let path = Self.bound(route.template, version)
    else { return .unknown }
    let method = Method(name: route.method)
    guard
      MethodCheck(path: path, method: method, version: version, sentPath: "").allowed.contains(
        route.method)
    else {
      return .refused
    }
    if DeltaPlace(path, version.model) != nil { return .served }
    if case .operation(let operation, _) = path.suffix, rules.operation(operation.name) == nil {
      return .notImitated
    }
    return .served
  }

  /// The template's path in the words of the model; nil when the version does not know it.
  static func bound(_ template: String, _ version: ServiceVersion) -> BoundPath? {
    (try? ResourcePath.parse(Self.example(template))).flatMap { try? PathBinder.bind($0, to: version.model) }
  }

  /// A path of the template: `/users/{userId}` as `/users/k`.
  static func example(_ template: String) -> String {
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
