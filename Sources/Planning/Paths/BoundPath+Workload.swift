import EntityModel
package import OData

extension BoundPath {
  /// The part of the service that a path belongs to: the first on its way that is not that of the caller's own type,
  /// which all others hang off.
  package func workload(in version: ServiceVersion) -> String? {
    let all = workloads(in: version.model)
    return all.first { $0 != version.callerType?.traits.workload } ?? all.first
  }

  /// Of the types on the way; a complex value belongs to whom its navigation properties lead to.
  private func workloads(in model: EntityModel) -> [String] {
    let types = steps.compactMap { $0.type(in: model) }
    guard case .property(let properties) = suffix, let last = properties.last,
      case .structured(let name) = last.type.element, let complex = model.type(name)
    else { return types.compactMap(\.traits.workload) }
    return (types + [complex.firstTarget(in: model)].compactMap(\.self)).compactMap(\.traits.workload)
  }
}

extension BoundPath.Step {
  fileprivate func type(in model: EntityModel) -> StructuredType? {
    switch self {
    case .entitySet(_, let type), .singleton(_, let type), .cast(let type): type
    case .navigation(_, let target, _): target
    case .complex(_, let type): type.firstTarget(in: model)
    case .key: nil
    }
  }
}

extension StructuredType {
  /// Where the first of its navigation properties leads.
  fileprivate func firstTarget(in model: EntityModel) -> StructuredType? {
    navigationProperties.lazy.compactMap { model.type($0.target) }.first
  }
}
