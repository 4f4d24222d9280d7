import EntityModel
import OData
import Planning

/// What a request costs in resource units (graph-platform 4.3).
struct RequestCost {
  let units: Int

  init(_ target: Target) {
    let base = Self.base(target)
    guard target.context.method == .get, !target.query.isEmpty else {
      units = base
      return
    }
    units = max(1, base + Self.modifier(target.query.options))
  }

  /// What the model says of the place or the operation.
  private static func base(_ target: Target) -> Int {
    if case .operation(let operation, _) = target.path.suffix { return operation.traits.resourceUnits ?? 1 }
    guard target.context.method == .get, case .none = target.path.suffix else { return 1 }
    switch target.path.steps.last(where: { if case .cast = $0 { false } else { true } }) {
    case .entitySet(let element, _): return element.traits.resourceUnits ?? 1
    case .navigation(let navigation, _, _): return navigation.traits.resourceUnits ?? 1
    case .singleton, .key, .cast, .complex, nil: return 1
    }
  }

  /// What the query options make of it.
  private static func modifier(_ options: QueryOptions) -> Int {
    var modifier = 0
    for entry in options.entries {
      switch entry.kind {
      case .system(.select): modifier -= 1
      case .system(.expand): modifier += 1
      case .system(.top) where Int(entry.value).map { $0 < 20 } == true: modifier -= 1
      default: break
      }
    }
    return modifier
  }
}
