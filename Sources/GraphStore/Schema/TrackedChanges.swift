import EntityModel

/// What the change log keeps, as the sets and collections of the model say it (docs/model.md, "Change tracking").
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
  /// Stored names of the properties by which collections tell their objects, by the name of the type: of these, what they
  /// were is kept with the change. None for types that only sets track.
  private(set) var asked: [String: Set<String>] = [:]

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
    trackCollections(model, storage, table)
  }

  // MARK: Collections that hang off objects

  private mutating func trackCollections(
    _ model: EntityModel, _ storage: (NavigationProperty) -> NavigationStorage?, _ table: (String) -> String?
  ) {
    let collections = Self.collections(model)
    var askedOf: [String: Set<String>] = [:]
    for navigation in collections where navigation.traits.tracksChanges || navigation.traits.notified != nil {
      guard let root = model.type(navigation.target), let table = table(root.name) else { continue }
      types.formUnion(model.family(of: root).map(\.name))
      if storage(navigation)?.isPlace == true { askedOf[table] = [] }
    }
    guard !askedOf.isEmpty else { return }
    for navigation in collections {
      guard let table = table(navigation.target), askedOf[table] != nil else { continue }
      askedOf[table]?.formUnion(Self.asked(navigation, storage(navigation)))
    }
    for type in types { asked[type] = table(type).flatMap { askedOf[$0] } }
  }

  private static func collections(_ model: EntityModel) -> [NavigationProperty] {
    model.structuredTypes.flatMap { $0.ownNavigationProperties.filter(\.isCollection) }
  }

  /// What a collection asks of the properties of a row.
  private static func asked(_ navigation: NavigationProperty, _ storage: NavigationStorage?) -> [String] {
    let window = navigation.traits.window.map { [$0.start, $0.end] } ?? []
    guard case .shared(let shared)? = storage, let property = shared.match.property else {
      return window.compactMap(\.first)
    }
    return (window + [property]).compactMap(\.first)
  }

  // MARK: Links

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
