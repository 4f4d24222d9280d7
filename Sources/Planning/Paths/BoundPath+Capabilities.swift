package import EntityModel
package import OData

extension BoundPath {
  /// What the place says of requests, and else its type; nil where a workload has the type, and rules decide.
  package var statedCapabilities: Capabilities? {
    guard type.isOnlyDeclared else { return nil }
    let place = steps.lazy.reversed().compactMap(\.capabilities).first
    return place?.completed(by: type.traits.capabilities) ?? type.traits.capabilities
  }
}

extension BoundPath.Step {
  /// nil for a step that stays in a place.
  fileprivate var capabilities: Capabilities? {
    switch self {
    case .entitySet(let element, _), .singleton(let element, _): element.traits.capabilities
    case .navigation(let navigation, _, _): navigation.traits.capabilities
    case .key, .cast, .complex: nil
    }
  }
}
