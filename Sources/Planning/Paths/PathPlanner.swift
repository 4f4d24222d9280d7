import EntityModel
import GraphContract
import GraphStore
package import OData

/// Turns a bound path into a plan for one version of the service.
package struct PathPlanner {
  package let version: ServiceVersion

  private var hops: [PathPlan.Hop] = []
  private var pending: PathPlan.Collection?
  private var keyCount = 0
  /// By a type's name in the store: where the last hop of such an object is, and how many hops were looked at.
  private var nearest: [String: (hop: Int?, looked: Int)] = [:]

  private init(version: ServiceVersion) { self.version = version }

  package static func plan(_ path: BoundPath, in version: ServiceVersion) throws -> PathPlan {
    var planner = PathPlanner(version: version)
    for step in path.steps { try planner.add(step) }
    let end = planner.pending.map(PathPlan.End.collection) ?? .object
    return PathPlan(
      hops: planner.hops, end: end, path: path, contract: planner.contract,
      routes: version.routes)
  }

  /// Of what the path ends at.
  private var contract: Contract { (pending?.type ?? hops.last?.type).map(contract) ?? .gateway }

  private func contract(_ type: StructuredType) -> Contract {
    version.contracts.contract(of: type, isFurther: version.schema.isFurther(type))
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
    var source = try source(type)
    source.named = version.named(element.traits.wellKnown, type)
    return PathPlan.Collection(
      source: source, type: type, navigation: nil, sources: nil,
      name: element.name)
  }

  /// The caller's own object is a row of its set; all others are there without a row.
  private mutating func addSingleton(_ element: ContainerElement, _ type: StructuredType) throws {
    guard element.traits.isCaller else {
      return hops.append(
        PathPlan.Hop(
          kind: .virtual(path: element.name, version.schema.place(ofSingleton: element.name)), type: type,
          sources: nil, name: element.name, navigation: nil,
          locate: nil, contract: contract(type)))
    }
    let source = try source(type)
    hops.append(
      PathPlan.Hop(
        kind: .row(source, .caller), type: type, sources: nil, name: element.name, navigation: nil,
        locate: locate(source, .caller), contract: contract(type)))
  }

  private func source(_ type: StructuredType) throws -> RowSource {
    guard let table = version.table(of: type) else { throw RoutingFailure.unknownSegment(type.shortName) }
    var source = RowSource(table: table, relation: .all, types: version.typeRestriction(type, in: table))
    source.visibility = version.visibility(of: type)
    try version.checkImitated(source)
    return source
  }

  // MARK: Navigation

  private mutating func add(
    _ navigation: NavigationProperty, _ target: StructuredType, _ sources: [StructuredType]
  ) throws {
    let required = requiredSources(sources)
    if let kind = rowless(navigation) {
      return hops.append(
        PathPlan.Hop(
          kind: kind, type: target, sources: required, name: navigation.name, navigation: navigation,
          locate: nil, contract: contract(target)))
    }
    guard let last = hops.last else { throw RoutingFailure.unknownSegment(navigation.name) }
    let (source, target) = try rows(of: navigation, last, target)
    try version.checkImitated(source)
    guard navigation.isCollection else { return addSingle(source, navigation, target, required) }
    pending = PathPlan.Collection(
      source: source, type: target, navigation: navigation, sources: required,
      name: navigation.name)
  }

  /// The rows that a navigation property leads to, and what they are.
  private mutating func rows(
    of navigation: NavigationProperty, _ last: PathPlan.Hop, _ target: StructuredType
  ) throws -> (RowSource, StructuredType) {
    if var source = version.source(of: navigation, from: last.type, to: target, below: last.rowlessPath) {
      if let shared = source.relation.shared {
        source.relation = .shared(settled(shared, last, source.table))
      }
      return (source, target)
    }
    guard let source = nowhere(navigation, last.type) else {
      throw RoutingFailure.unknownSegment(navigation.name)
    }
    // What there is of the table shows its own type, were it there.
    return (source, last.type)
  }

  /// Where another place has the rows, but nothing on the way to it has one.
  private mutating func settled(
    _ shared: SharedPlace, _ last: PathPlan.Hop, _ rows: EntityTable
  ) -> SharedPlace {
    var shared = last.isVirtual ? shared.ofNothing(called: last.singleIdentifier) : shared
    // The value need not have a row.
    if last.isImplied, let container = hops.dropLast().last, case .row = container.kind,
      !container.isImplied, let table = version.table(of: container.type)
    {
      shared = shared.ofContainer(in: table, value: row(of: last, rows))
    }
    if case .nearest(let name) = shared.owner,
      let path = nearestHop(storedAs: name)?.rowlessPath
    {
      shared = shared.belowNothing(at: path)
    }
    return shared
  }

  /// Where a single value is among the rows that it shows: the root of a drive is an item.
  private func row(of hop: PathPlan.Hop, _ rows: EntityTable) -> SingleRow? {
    guard case .row(let source, _) = hop.kind, case .owned(let place) = source.relation,
      source.table.name == rows.name
    else { return nil }
    return SingleRow(in: rows, at: place)
  }

  /// A path of hundreds of steps asks for the same one at each of them.
  private mutating func nearestHop(storedAs name: String) -> PathPlan.Hop? {
    var known = nearest[name] ?? (nil, 0)
    for index in known.looked..<hops.count where isStored(hops[index], as: name) { known.hop = index }
    // A cast makes another hop of the last one.
    known.looked = max(0, hops.count - 1)
    nearest[name] = known
    return known.hop.map { hops[$0] }
  }

  private func isStored(_ hop: PathPlan.Hop, as name: String) -> Bool {
    let model = version.schema.model
    guard let type = model.type(hop.type.storedName), let other = model.type(name) else { return false }
    return type.isKind(of: other)
  }

  /// No rows: nothing says of which kind the objects are that a published reference to whatever there is leads to.
  private func nowhere(_ navigation: NavigationProperty, _ type: StructuredType) -> RowSource? {
    guard !navigation.containsTarget, version.schema.isFurther(navigation, in: version.model),
      let table = version.table(of: type)
    else { return nil }
    return RowSource(table: table, relation: .all, types: [])
  }

  /// A reference that leads nowhere is told in the words of the type that declares it.
  private mutating func addSingle(
    _ source: RowSource, _ navigation: NavigationProperty, _ target: StructuredType, _ sources: Set<String>?
  ) {
    let contract = version.model.type(navigation.declaringType).flatMap(version.contracts.known)
    hops.append(
      PathPlan.Hop(
        kind: .row(source, .single), type: target.homeType, sources: sources, name: navigation.name,
        navigation: navigation, locate: locate(source, .single),
        contract: contract ?? self.contract(target.homeType),
        isImplied: version.schema.isImplied(navigation, in: version.model)))
  }

  /// nil when the place's own type declares the property.
  private func requiredSources(_ sources: [StructuredType]) -> Set<String>? {
    guard let last = hops.last, sources.allSatisfy({ $0.kind == .entity }),
      !sources.contains(where: { last.type.isKind(of: $0) })
    else { return nil }
    return Set(sources.flatMap { version.model.family(of: $0) }.map(\.storedName))
  }

  /// A single value that is contained in something without a row has none either.
  private func rowless(_ navigation: NavigationProperty) -> PathPlan.Kind? {
    guard let path = hops.last?.rowlessPath, !navigation.isCollection,
      case .contained(let place)? = version.schema.storage(of: navigation, in: version.model)
    else { return nil }
    return .virtual(path: path + "/" + navigation.storedName, place.below(path))
  }

  // MARK: Keys and casts

  private mutating func addKey(_ key: KeyPredicate) throws {
    guard let collection = pending else { return }
    pending = nil
    let (lookup, _) = RowLookup.of(key, collection.type)
    let source = reaching(collection)
    defer { keyCount += 1 }
    hops.append(
      PathPlan.Hop(
        kind: .row(source, lookup), type: collection.type, sources: collection.sources,
        name: collection.name, navigation: collection.navigation,
        locate: locate(source, lookup), keyIndex: keyCount,
        contract: contract(collection.type)))
  }

  private func reaching(_ collection: PathPlan.Collection) -> RowSource {
    hops.last.map { collection.source(reaching: version, below: $0.type) } ?? collection.source
  }

  private func locate(_ source: RowSource, _ lookup: RowLookup) -> ReadPlan {
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
        keyIndex: hop.keyIndex, contract: contract(narrower(hop.type, type)), isImplied: hop.isImplied))
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
