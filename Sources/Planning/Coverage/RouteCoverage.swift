import EntityModel
package import GraphStore
import OData

/// Whether the model serves a route: a table says what is documented, this says what an answer comes of.
package struct RouteCoverage: Sendable {
  package enum Answer: String, Sendable {
    case served
    /// The path is known, the method is refused.
    case refused
    /// An operation that no rule does and of which the model says no effect: 501.
    case notImitated = "not imitated"
    case unknown
  }

  private let versions: [ServiceVersion]
  let rules: RuleBook

  package init(versions: [ServiceVersion], rules: RuleBook) {
    self.versions = versions
    self.rules = rules
  }

  func version(_ name: String) -> ServiceVersion? { versions.first { $0.name == name } }

  package func answer(to route: Route, version name: String) -> Answer {
    guard let version = version(name),
      let path = BoundPath(template: route.template, version.model)
    else { return .unknown }
    let method = Method(name: route.method)
    guard
      MethodCheck(path: path, method: method, version: version, sentPath: "").allowed.contains(
        route.method)
    else {
      return .refused
    }
    if DeltaPlace(path) != nil { return .served }
    if case .operation(let operation, _) = path.suffix,
      !isImitated(operation, path, version)
    {
      return .notImitated
    }
    return .served
  }

  /// A rule does it, or the model says what it does; a path goes on from what a function finds alone.
  private func isImitated(_ operation: Operation, _ path: BoundPath, _ version: ServiceVersion) -> Bool {
    let effect = operation.effect(in: version.model)
    guard path.continuation == nil else {
      if case .find? = effect?.act { return true }
      return false
    }
    return effect != nil || rules.operation(operation) != nil
  }
}
