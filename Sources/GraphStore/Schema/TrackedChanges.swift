import EntityModel

/// What the change log keeps, as the sets of the model say it (docs/model.md, "Change tracking").
struct TrackedChanges: Sendable {
  /// A navigation property whose links are kept.
  struct Link: Sendable {
    /// Stored name of the navigation property; of a single-valued one that of its column.
    let name: String
    /// Names of the tables of both ends.
    let source: String
    let target: String
  }

  /// Stored names of the types.
  private(set) var types: Set<String> = []
  /// By the name of the link table.
  private(set) var links: [String: Link] = [:]
  /// The single-valued ones, by the stored name of the type that has them.
  private(set) var references: [String: [Link]] = [:]

  /// - Throws: `ModelError` when links of a navigation property of the groundwork are asked for that has none of its own;
  ///   of what else a document says those are tracked that can be.
  init(
    model: EntityModel, groundwork: Groundwork, storage: (NavigationProperty) -> NavigationStorage?,
    table: (String) -> String?
  ) throws(ModelError) {
    for set in model.container {
      guard let tracking = set.changeTracking, let root = model.type(set.type) else { continue }
      let family = model.family(of: root)
      types.formUnion(family.map(\.name))
      for name in tracking.navigationProperties {
        let declaring = family.filter { $0.navigationProperty(name) != nil }
        let isTracked = declaring.allSatisfy { track(name, of: $0, storage, table) }
        guard !declaring.isEmpty && isTracked || !groundwork.tracks(set.name) else {
          throw Self.untrackable(name, set.name)
        }
      }
    }
  }

  /// - Returns: false where nothing is written that belongs to the link alone.
  private mutating func track(
    _ name: String, of type: StructuredType, _ storage: (NavigationProperty) -> NavigationStorage?,
    _ table: (String) -> String?
  ) -> Bool {
    guard let navigation = type.navigationProperty(name), let source = table(type.name),
      let target = table(navigation.target), let storage = storage(navigation)
    else { return false }
    switch storage {
    case .link(let table):
      links[table.name] = Link(name: navigation.storedName, source: source, target: target)
      return !table.isView
    case .reference(let column):
      references[type.name, default: []].append(Link(name: column, source: source, target: target))
      return true
    case .inverse, .inverseLink, .contained, .shared, .home, .deleted: return false
    }
  }

  private static func untrackable(_ name: String, _ set: String) -> ModelError {
    ModelError(description: "changes of \(name) in \(set) cannot be tracked: it is no link or reference")
  }
}
