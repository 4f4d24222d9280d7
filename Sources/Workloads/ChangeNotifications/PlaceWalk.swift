import EntityModel
import GraphStore
import OData

/// Follows a path to the collection that a subscription is about.
struct PlaceWalk {
  private let transaction: WriteTransaction

  /// An object on the way.
  private struct Hop {
    let type: StructuredType
    let key: Int64?
    /// Where it is when it has no row.
    let below: String?
    let path: ObjectPath
  }

  private var hops: [Hop] = []
  /// A collection that no key has followed yet.
  private var pending:
    (navigation: NavigationProperty?, type: StructuredType, source: RowSource, path: ObjectPath)?
  /// The last one of an object.
  private var place: SubscribedPlace?

  private init(_ transaction: WriteTransaction) { self.transaction = transaction }

  /// - Returns: nil for a path that subscriptions may not be about.
  /// - Throws: `GraphError` where an object on the way is not there.
  static func place(_ path: BoundPath, _ transaction: WriteTransaction) throws -> SubscribedPlace? {
    if case .operation(let function, _) = path.suffix {
      return function.traits.notified.flatMap { listed(path, $0, transaction.model) }
    }
    guard case .none = path.suffix, notified(path) != nil else { return nil }
    var walk = PlaceWalk(transaction)
    for step in path.steps {
      guard try walk.add(step) else { return nil }
    }
    return walk.place
  }

  /// What is said of the collection that the path leads to, or to an object of.
  static func notified(_ path: BoundPath) -> NotifiedChanges? {
    if case .operation(let function, _) = path.suffix { return function.traits.notified }
    let steps = path.steps.reversed().drop { if case .key = $0 { true } else { false } }
    guard case .none = path.suffix, path.steps.count - steps.count < 2,
      case .navigation(let navigation, _, _)? = steps.first, navigation.isCollection
    else { return nil }
    return navigation.traits.notified
  }

  /// `teams/getAllMessages`
  private static func listed(
    _ path: BoundPath, _ notified: NotifiedChanges, _ model: EntityModel
  ) -> SubscribedPlace? {
    guard path.steps.count == 1, case .entitySet(let element, var type)? = path.steps.first,
      path.continuation == nil, let last = notified.through.last
    else { return nil }
    var names = ObjectPath(segments: []).appending(element.name)
    for name in notified.through {
      guard let navigation = type.navigationProperty(name), let target = model.type(navigation.target)
      else { return nil }
      names = names.appending(name)
      if names.segments.count <= notified.through.count { type = target }
    }
    return SubscribedPlace(
      owner: type.name, navigation: last, parent: nil, below: nil, object: nil, path: names,
      quotesIds: notified.quotesIds)
  }

  // MARK: Steps

  /// - Returns: false for one that no such path has.
  private mutating func add(_ step: BoundPath.Step) throws -> Bool {
    switch step {
    case .entitySet(let element, let type): set(element, type)
    case .singleton(let element, let type): try addSingleton(element, type)
    case .navigation(let navigation, let target, _): try add(navigation, target)
    case .key(let key): try add(key)
    case .cast, .complex: false
    }
  }

  private mutating func set(_ element: ContainerElement, _ type: StructuredType) -> Bool {
    guard let source = transaction.rows(of: type) else { return false }
    pending = (nil, type, source, ObjectPath(segments: []).appending(element.name))
    return true
  }

  /// The caller's own object is one of its set.
  private mutating func addSingleton(_ element: ContainerElement, _ type: StructuredType) throws -> Bool {
    let path = ObjectPath(segments: []).appending(element.name)
    guard element.traits.isCaller else {
      hops.append(Hop(type: type, key: nil, below: element.name, path: path))
      return true
    }
    guard let caller = transaction.caller, let home = type.traits.home,
      let entity = try transaction.entity(key: caller, in: transaction.table(type.name))
    else { return false }
    let own = ObjectPath(segments: [ObjectPath.Segment(name: home, id: entity.id)])
    hops.append(Hop(type: entity.type, key: caller, below: nil, path: own))
    return true
  }

  private mutating func add(_ navigation: NavigationProperty, _ target: StructuredType) throws -> Bool {
    guard let last = hops.last,
      let source = navigation.isCollection
        ? transaction.reachable(by: navigation, from: last.type, below: last.below)
        : transaction.rows(of: navigation, from: last.type, below: last.below)
    else { return false }
    let path = path(of: navigation, source, last)
    guard navigation.isCollection else { return try addSingle(navigation, target, source, path) }
    pending = (navigation, target, source, path)
    place = SubscribedPlace(
      owner: last.type.name, navigation: navigation.name, parent: last.key, below: last.below, object: nil,
      path: path, quotesIds: navigation.traits.notified?.quotesIds == true)
    return true
  }

  /// Below what has no row a single value has none either.
  private mutating func addSingle(
    _ navigation: NavigationProperty, _ target: StructuredType, _ source: RowSource, _ path: ObjectPath
  ) throws -> Bool {
    guard let last = hops.last else { return false }
    if let below = last.below {
      hops.append(Hop(type: target, key: nil, below: below + "/" + navigation.name, path: path))
      return true
    }
    guard let found = try transaction.found(nil, of: target, in: source, below: last.key) else {
      throw DirectoryError.notFound(navigation.name)
    }
    hops.append(Hop(type: found.type, key: found.key, below: nil, path: path))
    return true
  }

  private mutating func add(_ key: KeyPredicate) throws -> Bool {
    guard let (navigation, type, source, path) = pending else { return false }
    pending = nil
    guard let found = try transaction.found(key, of: type, in: source, below: hops.last?.key) else {
      throw DirectoryError.notFound(key.text.shortened)
    }
    if navigation != nil, let last = place {
      place = SubscribedPlace(
        owner: last.owner, navigation: last.navigation, parent: last.parent, below: last.below,
        object: found.key, path: path, quotesIds: last.quotesIds)
    }
    hops.append(Hop(type: found.type, key: found.key, below: nil, path: path.of(found.id)))
    return true
  }

  /// What leads to objects where they are: messages of a folder are those of its user.
  private func path(of navigation: NavigationProperty, _ source: RowSource, _ last: Hop) -> ObjectPath {
    guard let shared = source.relation.shared, let same = navigation.traits.sameAs,
      let name = same.path.last
    else { return last.path.appending(navigation.name) }
    switch shared.owner {
    case .value: return last.path.appending(navigation.name)
    case .nobody: return ObjectPath(segments: same.path.map { ObjectPath.Segment(name: $0) })
    case .nearest(let type):
      guard let owner = transaction.model.type(type) else { return last.path }
      let hop = hops.last { $0.type.isKind(of: owner) }
      return (hop?.path ?? last.path).appending(name)
    }
  }
}

extension KeyPredicate {
  fileprivate var text: String {
    switch self {
    case .segment(let text), .parenthesized(let text): text
    case .named(let arguments): arguments.map(\.value).joined(separator: ",")
    }
  }
}
