import EntityModel
import GraphStore
import OData

/// What a route does beyond what the engine does for every type.
extension RouteCoverage {
  /// Names of the rules, operations and views that take part; none for what the engine does alone.
  ///
  /// Rules that look at a whole request come after every write, and are in no route's list.
  package func behaviour(of route: Route, version name: String) -> [String] {
    guard let version = version(name), let path = BoundPath(template: route.template, version.model) else {
      return []
    }
    if DeltaPlace(path) != nil { return [] }
    if case .operation(let operation, _) = path.suffix {
      return rules.operation(operation).map { ["\(Swift.type(of: $0))"] } ?? []
    }
    if Method(name: route.method) == .get { return views(of: path, version) }
    if case .ref = path.suffix { return rules(ofLink: path, version) }
    return rules(of: path.type, version)
  }

  private func rules(of type: StructuredType, _ version: ServiceVersion) -> [String] {
    version.schema.model.type(type.storedName).map { rules.names(ofRulesFor: $0) } ?? []
  }

  /// Where what the path names is computed.
  private func views(of path: BoundPath, _ version: ServiceVersion) -> [String] {
    if case .navigation(let navigation, _, _)? = path.lastName,
      case .link(let link)? = version.schema.storage(of: navigation, in: version.model), link.isView
    {
      return ["view \(link.name)"]
    }
    guard let table = version.table(of: path.type), table.isView else { return [] }
    return ["view \(table.name)"]
  }

  /// Of the collection of references, or, for a single reference, of the object that has it.
  private func rules(ofLink path: BoundPath, _ version: ServiceVersion) -> [String] {
    guard case .navigation(let navigation, _, _)? = path.lastName else { return [] }
    switch version.schema.storage(of: navigation, in: version.model) {
    case .link(let link)?, .inverseLink(let link)?: return rules.names(ofRulesFor: link)
    case .reference?:
      return version.model.type(navigation.declaringType).map { rules(of: $0, version) } ?? []
    case .inverse?, .contained?, .shared?, .home?, .deleted?, nil: return []
    }
  }
}

extension BoundPath {
  /// The last segment that is no key and no cast.
  fileprivate var lastName: Step? {
    steps.last { step in
      switch step {
      case .key, .cast: false
      case .entitySet, .singleton, .navigation, .complex: true
      }
    }
  }
}

// MARK: Areas

extension RouteCoverage {
  /// The part of the service that a route belongs to; nil for a path of no version.
  package func workload(of route: Route) -> String? {
    for version in route.versions.compactMap(version) {
      for way in Self.ways(of: route.template) {
        guard let path = BoundPath(template: way, version.model) else { continue }
        return path.workload(in: version)
      }
    }
    return nil
  }

  /// The template, then what is before each of its segments, the longest first.
  private static func ways(of template: String) -> [String] {
    let segments = template.split(separator: "/")
    return segments.indices.reversed().map { "/" + segments[...$0].joined(separator: "/") }
  }
}
