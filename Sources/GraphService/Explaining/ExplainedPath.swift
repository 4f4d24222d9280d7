import EntityModel
import OData

/// A bound path as segments with the types that they lead to.
struct ExplainedPath {
  let path: BoundPath

  var segments: [Explanation.Segment] { path.steps.map(segment) + suffix + continued }

  /// Of what the whole path leads to.
  var type: String {
    if let rest = path.continuation?.path { return ExplainedPath(path: rest).type }
    return suffix.last?.type ?? (path.isCollection ? collection(path.type) : path.type.name)
  }

  /// What follows the function that the path goes on from.
  private var continued: [Explanation.Segment] {
    path.continuation.map { ExplainedPath(path: $0.path).segments } ?? []
  }

  private func segment(_ step: BoundPath.Step) -> Explanation.Segment {
    switch step {
    case .entitySet(let element, let type): segment(element.name, "entity set", collection(type))
    case .singleton(let element, let type): segment(element.name, "singleton", type.name)
    case .navigation(let navigation, let target, _):
      segment(
        navigation.name, "navigation property", navigation.isCollection ? collection(target) : target.name)
    case .key(let key): segment(text(of: key), "key", "")
    case .cast(let type): segment(type.name, "cast", type.name)
    case .complex(let property, let type): segment(property.name, "complex property", type.name)
    }
  }

  private var suffix: [Explanation.Segment] {
    switch path.suffix {
    case .none: []
    case .count: [segment("$count", "number of items", "Edm.Int32")]
    case .ref: [segment("$ref", "references", path.isCollection ? "Collection($ref)" : "$ref")]
    case .property(let properties): properties.map(segment)
    case .value(let properties): properties.map(segment) + [segment("$value", "raw value", "text/plain")]
    case .stream(let properties):
      properties.isEmpty ? [segment("$value", "stream", "Edm.Stream")] : properties.map(segment)
    case .operation(let operation, _): [segment(of: operation)]
    }
  }

  private func segment(_ property: Property) -> Explanation.Segment {
    segment(property.name, "property", property.type.name)
  }

  private func segment(of operation: Operation) -> Explanation.Segment {
    segment(
      operation.name, operation.kind == .action ? "action" : "function", operation.returnType?.name ?? "")
  }

  private func text(of key: KeyPredicate) -> String {
    switch key {
    case .segment(let text), .parenthesized(let text): text
    case .named(let keys): keys.map { "\($0.name ?? "")=\($0.value)" }.joined(separator: ",")
    }
  }

  private func collection(_ type: StructuredType) -> String { "Collection(\(type.name))" }

  private func segment(_ name: String, _ kind: String, _ type: String) -> Explanation.Segment {
    Explanation.Segment(name: name, kind: kind, type: type)
  }
}
