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
    if DeltaPlace(path, version.model) != nil { return .served }
    if case .operation(let operation, _) = path.suffix,
      path.continuation != nil || rules.operation(operation.name) == nil
    {
      return .notImitated
    }
    return .served
  }
}
