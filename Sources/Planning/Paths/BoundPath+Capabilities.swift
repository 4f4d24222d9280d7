package import EntityModel
package import OData

extension BoundPath {
  /// What the place says of requests, and else its type. What a type says that a workload has does not count: the document
  /// has it of bases, and the service does not keep to it (`directoryObject` is not filterable).
  package var statedCapabilities: Capabilities? {
    let place = steps.lazy.reversed().compactMap(\.capabilities).first
    guard type.isOnlyDeclared else { return place }
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
