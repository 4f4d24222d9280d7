import EntityModel

/// What the change log keeps, as the sets of the model say it (docs/model.md, "Change tracking").
struct TrackedChanges: Sendable {
  /// A navigation property whose links are kept.
  struct Link: Sendable {
    /// Stored name of the navigation property.
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

  init(model: EntityModel, storage: (NavigationProperty) -> NavigationStorage?, table: (String) -> String?) {
    for set in model.container {
      guard let tracking = set.changeTracking, let root = model.type(set.type) else { continue }
      for type in [root] + model.derivedTypes(of: root) {
        types.insert(type.name)
        for navigation in tracking.navigationProperties.compactMap(type.navigationProperty) {
          guard let source = table(type.name), let target = table(navigation.target) else { continue }
          let link = Link(name: navigation.name, source: source, target: target)
          switch storage(navigation) {
          case .link(let table) where !table.isView: links[table.name] = link
          case .reference: references[type.name, default: []].append(link)
          default: break
          }
        }
      }
    }
  }
}
