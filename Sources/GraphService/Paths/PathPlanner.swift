import EntityModel
import GraphStore
import OData

/// Turns a bound path into a plan for one version of the service.
struct PathPlanner {
  let version: ServiceVersion

  private var hops: [PathPlan.Hop] = []
  private var pending: PathPlan.Collection?
  private var keyCount = 0

  private init(version: ServiceVersion) { self.version = version }

  static func plan(_ path: BoundPath, in version: ServiceVersion) throws -> PathPlan {
    var planner = PathPlanner(version: version)
    for step in path.steps { try planner.add(step) }
    let end = planner.pending.map(PathPlan.End.collection) ?? .object
    return PathPlan(hops: planner.hops, end: end, path: path)
  }

  private mutating func add(_ step: BoundPath.Step) throws {
    switch step {
    case .entitySet(let element, let type): pending = try set(element, type)
    case .singleton(let element, let type): try addSingleton(element, type)
    case .navigation(let navigation, let target, let sources): try add(navigation, target, sources)
    case .key(let key): try addKey(key)
    case .cast(let type): try addCast(type)
    case .complex: break
    }
  }

  // MARK: First segments

  private func set(_ element: ContainerElement, _ type: StructuredType) throws -> PathPlan.Collection {
    PathPlan.Collection(
      source: try source(type, .all), type: type, navigation: nil, sources: nil,
      name: element.name)
  }

  /// A singleton whose type lives in a set is an alias for the caller's own object there.
  private mutating func addSingleton(_ element: ContainerElement, _ type: StructuredType) throws {
    guard type.home != nil else {
      return hops.append(
        PathPlan.Hop(
          kind: .virtual, type: type, sources: nil, name: element.name, navigation: nil,
          locate: nil))
    }
    let source = try source(type, .all)
    hops.append(
      PathPlan.Hop(
        kind: .row(source, .caller), type: type, sources: nil, name: element.name, navigation: nil,
        locate: locate(source, .caller)))
  }

  private func source(
    _ type: StructuredType, _ relation: RowSource.Relation, holdsDeleted: Bool = false
  ) throws -> RowSource {
    guard let table = version.table(of: type) else { throw RequestFailure.unknownSegment(type.shortName) }
    try checkImitated(table.name)
    return RowSource(
      table: table, relation: relation, types: version.typeRestriction(type, in: table),
      holdsDeleted: holdsDeleted)
  }

  /// What no rule makes a view of would be empty for ever; saying so is better.
  private func checkImitated(_ view: String) throws {
    guard !version.schema.missingViews.contains(view) else {
      throw RequestFailure.notImplemented("'\(view)'")
    }
  }

  // MARK: Navigation

  private mutating func add(
    _ navigation: NavigationProperty, _ target: StructuredType, _ sources: [StructuredType]
  ) throws {
    let relation = try relation(navigation)
    let required = requiredSources(sources)
    if case .virtual? = relation {
      return hops.append(
        PathPlan.Hop(
          kind: .virtual, type: target, sources: required, name: navigation.name, navigation: navigation,
          locate: nil))
    }
    guard case .rows(let relation, let holdsDeleted)? = relation else {
      throw RequestFailure.unknownSegment(navigation.name)
    }
    let source = try source(target, relation, holdsDeleted: holdsDeleted)
    guard navigation.isCollection else { return addSingle(source, navigation, target, required) }
    pending = PathPlan.Collection(
      source: source, type: target, navigation: navigation, sources: required,
      name: navigation.name)
  }

  /// A reference that leads nowhere is told in the words of the type that declares it.
  private mutating func addSingle(
    _ source: RowSource, _ navigation: NavigationProperty, _ target: StructuredType, _ sources: Set<String>?
  ) {
    let area = version.model.type(navigation.declaringType).map(Area.init) ?? .gateway
    hops.append(
      PathPlan.Hop(
        kind: .row(source, .single), type: target.homeType, sources: sources, name: navigation.name,
        navigation: navigation, locate: locate(source, .single), area: area == .gateway ? nil : area))
  }

  /// nil when the place's own type declares the property.
  private func requiredSources(_ sources: [StructuredType]) -> Set<String>? {
    guard let last = hops.last, sources.allSatisfy({ $0.kind == .entity }),
      !sources.contains(where: { last.type.isKind(of: $0) })
    else { return nil }
    return Set(sources.flatMap { [$0] + version.model.derivedTypes(of: $0) }.map(\.storedName))
  }

  private enum Reached {
    case virtual
    case rows(RowSource.Relation, holdsDeleted: Bool)
  }

  private func relation(_ navigation: NavigationProperty) throws -> Reached? {
    guard let storage = version.schema.storage(of: navigation, in: version.model) else { return nil }
    switch storage {
    case .home: return .rows(.all, holdsDeleted: false)
    case .deleted: return .rows(.all, holdsDeleted: true)
    case .inverse(let column): return .rows(.column(column), holdsDeleted: false)
    // A set of all objects of a type that live below others: `View` on a property of a singleton.
    case .link(let link) where link.isView && isBelowVirtual: return .rows(.all, holdsDeleted: false)
    case .link(let link):
      try checkImitated(link.name)
      return .rows(.link(link), holdsDeleted: false)
    case .inverseLink(let link): return .rows(.inverseLink(link), holdsDeleted: false)
    case .reference(let column): return reference(column)
    case .contained:
      guard isBelowVirtual else { return .rows(.owned, holdsDeleted: false) }
      return navigation.isCollection ? .rows(.unowned, holdsDeleted: false) : .virtual
    }
  }

  private var isBelowVirtual: Bool {
    if case .virtual? = hops.last?.kind { return true }
    return false
  }

  private func reference(_ column: String) -> Reached? {
    guard let last = hops.last, let table = version.table(of: last.type) else { return nil }
    return .rows(.referenced(table: table.name, column: column), holdsDeleted: false)
  }

  // MARK: Keys and casts

  private mutating func addKey(_ key: KeyPredicate) throws {
    guard let collection = pending else { return }
    pending = nil
    let (lookup, _) = PathPlan.Lookup.of(key, collection.type)
    defer { keyCount += 1 }
    hops.append(
      PathPlan.Hop(
        kind: .row(collection.source, lookup), type: collection.type, sources: collection.sources,
        name: collection.name, navigation: collection.navigation,
        locate: locate(collection.source, lookup), keyIndex: keyCount))
  }

  private func locate(_ source: RowSource, _ lookup: PathPlan.Lookup) -> ReadPlan {
    version.plans.locate(source, lookup)
  }

  private mutating func addCast(_ type: StructuredType) throws {
    if let collection = pending {
      pending = PathPlan.Collection(
        source: narrowed(collection.source, to: type), type: narrower(collection.type, type),
        navigation: collection.navigation, sources: collection.sources,
        name: collection.name)
      return
    }
    guard let hop = hops.popLast() else { return }
    guard case .row(let source, let lookup) = hop.kind else { return hops.append(hop) }
    let narrowed = narrowed(source, to: type)
    hops.append(
      PathPlan.Hop(
        kind: .row(narrowed, lookup), type: narrower(hop.type, type), sources: hop.sources, name: hop.name,
        navigation: hop.navigation, locate: locate(narrowed, lookup),
        keyIndex: hop.keyIndex))
  }

  private func narrower(_ declared: StructuredType, _ cast: StructuredType) -> StructuredType {
    cast.isKind(of: declared) ? cast : declared
  }

  private func narrowed(_ source: RowSource, to type: StructuredType) -> RowSource {
    var source = source
    let family = version.family(of: type)
    source.types = source.types.map { $0.filter(family.contains) } ?? family
    return source
  }
}
