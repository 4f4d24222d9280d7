import EntityModel

/// Where contained objects are kept apart from others that have the same owner, or none.
struct Containments {
  private let model: EntityModel
  private let groundwork: Groundwork
  /// Where objects are contained that live in no set, in the order of the model.
  private(set) var edges: [Edge] = []
  /// The types of what is there without a row: singletons, and single values that they contain.
  private(set) var rowless: Set<String> = []
  /// Names of the tables that need a column for places.
  private(set) var placed: Set<String> = []
  private var places: [String: ContainedPlace] = [:]

  /// A navigation property that contains objects, or a singleton.
  struct Edge {
    /// Key of what it is found by: the declaring type and the name.
    let key: String
    let name: String
    /// nil: the root of the service.
    let source: StructuredType?
    let target: StructuredType
    let isCollection: Bool
    let isGroundwork: Bool
  }

  /// - Parameters:
  ///   - homes: keys of the navigation properties that are the homes of their targets.
  ///   - table: the name of the table of a type, by its name; nil for a type without one.
  init(
    model: EntityModel, groundwork: Groundwork, homes: Set<String>, table: (StructuredType) -> String?
  ) {
    (self.model, self.groundwork) = (model, groundwork)
    addSingletons()
    addNavigations(homes)
    rowless = typesWithoutRow()
    let byTable = Dictionary(grouping: edges) { table($0.target) ?? "" }
    for (table, edges) in byTable where !table.isEmpty { settle(edges, in: table) }
  }

  /// The place of what a navigation property contains; nil for one that contains nothing, or the home of its target.
  func place(_ navigation: NavigationProperty, of type: StructuredType) -> ContainedPlace? {
    places[Self.key(type, navigation.name)]
  }

  func place(ofSingleton name: String) -> ContainedPlace? { places[name] }

  static func key(_ type: StructuredType, _ name: String) -> String { type.name + "/" + name }

  // MARK: Edges

  private mutating func addSingletons() {
    for element in model.container where element.kind == .singleton && !element.traits.isCaller {
      guard let type = model.type(element.type) else { continue }
      edges.append(
        Edge(
          key: element.name, name: element.name, source: nil, target: type, isCollection: false,
          isGroundwork: groundwork.hasSingleton(element.name)))
    }
  }

  private mutating func addNavigations(_ homes: Set<String>) {
    for type in model.structuredTypes {
      for navigation in type.ownNavigationProperties {
        let key = Self.key(type, navigation.name)
        guard navigation.containsTarget, !navigation.traits.holdsDeleted, !homes.contains(key),
          navigation.storedName == navigation.name, let target = model.type(navigation.target)
        else { continue }
        edges.append(
          Edge(
            key: key, name: name(of: navigation, of: type), source: type, target: target,
            isCollection: navigation.isCollection, isGroundwork: groundwork.has(navigation, of: type)))
      }
    }
  }

  /// Of the place: where our own document says so, that of another containment of the same object.
  private func name(of navigation: NavigationProperty, of type: StructuredType) -> String {
    guard let path = navigation.traits.sameAs?.path, path.count == 2, path[0] == type.name,
      groundwork.has(navigation, of: type)
    else { return navigation.name }
    return path[1]
  }

  private func typesWithoutRow() -> Set<String> {
    var found: Set<String> = []
    let below = Dictionary(grouping: edges.filter { !$0.isCollection }) { $0.source?.name ?? "" }
    var open = [""]
    while let name = open.popLast() {
      for edge in below[name] ?? [] {
        open += lineage(edge.target).filter { found.insert($0).inserted }
      }
    }
    return found
  }

  /// The type and its bases: what they declare, it has.
  private func lineage(_ type: StructuredType) -> [String] {
    sequence(first: type) { $0.baseType }.map(\.name)
  }

  // MARK: Places

  /// What came along has a place, whatever else there is: more may come. The groundwork is known, and has places where
  /// it needs them.
  private mutating func settle(_ edges: [Edge], in table: String) {
    let own = edges.filter(\.isGroundwork)
    let contested = Set(own.filter { edge in own.contains { isContest(edge, $0) } }.map(\.key))
    let named = edges.filter { !$0.target.traits.isView && (!$0.isGroundwork || contested.contains($0.key)) }
    if !named.isEmpty { placed.insert(table) }
    for edge in edges { places[edge.key] = named.isEmpty ? .only : .unnamed }
    for edge in named { places[edge.key] = .named(edge.name) }
  }

  /// Whether an object of one place could be taken for one of the other. One of a derived type stands in the list of its
  /// base as well.
  private func isContest(_ one: Edge, _ other: Edge) -> Bool {
    guard one.key != other.key, one.target === other.target else { return false }
    if hasNoRow(one.source), hasNoRow(other.source) { return true }
    guard let source = one.source, let otherSource = other.source else { return false }
    return one.name != other.name && Self.areRelated(source, otherSource)
  }

  private func hasNoRow(_ source: StructuredType?) -> Bool {
    source.map { rowless.contains($0.name) } ?? true
  }

  private static func areRelated(_ one: StructuredType, _ other: StructuredType) -> Bool {
    one.isKind(of: other) || other.isKind(of: one)
  }
}
