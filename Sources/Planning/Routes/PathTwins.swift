import EntityModel
import OData

/// Finds the other paths of an object that a path leads to or through, where the model says that they lead to the same one:
/// `/users/{id}` for `/me`, `/planner/tasks/{id}` for `/planner/plans/{id}/tasks/{id}` (`Emulator.SameAs`), `/drives/{id}`
/// for `/groups/{id}/drive` (`Emulator.AlsoAt`), `/drives/{id}/items/{id}` for `/drives/{id}/root` (`Emulator.SingleItem`).
struct PathTwins {
  let model: EntityModel

  /// Longer chains would only be those of a model whose places show each other.
  private static let most = 8

  /// From the nearest on, each found from the one before. What is below one of those who ask, who need not be the one who
  /// asks, does not leave the set of these: permissions for one's own objects count there alone.
  func twins(of path: BoundPath) -> [BoundPath] {
    var twins: [BoundPath] = []
    while twins.count < Self.most, let next = twin(of: twins.last ?? path) { twins.append(next) }
    guard case .entitySet(let set, _)? = path.steps.first, set.name == callers?.traits.home else {
      return twins
    }
    return Array(twins.prefix { $0.steps.first?.set?.name == set.name })
  }

  private var callers: StructuredType? {
    model.container.first(where: \.traits.isCaller).flatMap { model.type($0.type) }
  }

  private func twin(of path: BoundPath) -> BoundPath? {
    amongCallers(path)
      ?? path.steps.indices.reversed().lazy.compactMap { shared(path, at: $0) ?? amongItems(path, at: $0) }
      .first
      ?? inItsSet(path)
  }

  // MARK: The caller's own object

  /// `/users/{id}/manager` for `/me/manager`.
  private func amongCallers(_ path: BoundPath) -> BoundPath? {
    guard case .singleton(let element, let type)? = path.steps.first, element.traits.isCaller,
      let home = type.traits.home, let object = object([home], below: nil)
    else { return nil }
    return path.continued(from: object, dropping: 1)
  }

  // MARK: What several places show

  /// A list of one place is not that of another: an object has to be named.
  private func shared(_ path: BoundPath, at index: Int) -> BoundPath? {
    guard case .navigation(let navigation, _, _) = path.steps[index], let shared = navigation.traits.sameAs
    else { return nil }
    var end = index + 1
    if navigation.isCollection {
      guard end < path.steps.count, case .key = path.steps[end] else { return nil }
      end += 1
    }
    guard let object = object(of: shared, from: path, at: index) else { return nil }
    return path.continued(from: object, dropping: end)
  }

  private func object(of shared: SharedContainment, from path: BoundPath, at index: Int) -> BoundPath? {
    guard let first = shared.path.first else { return nil }
    if model.containerElement(first) != nil { return object(shared.path, below: nil) }
    guard let type = model.type(first) else { return nil }
    // What contains the object is on the path, or nobody knows where.
    if shared.holder != nil { return path.nearest(type, before: index, model) }
    let owner = shared.property == nil ? path.prefix(index) : path.nearest(type, before: index, model)
    return owner.flatMap { object(Array(shared.path.dropFirst()), below: $0) }
  }

  /// `/drives/{id}/items/{id}/children` for `/drives/{id}/root/children`, by `Emulator.SingleItem`.
  private func amongItems(_ path: BoundPath, at index: Int) -> BoundPath? {
    guard case .navigation(let single, _, let sources) = path.steps[index], !single.isCollection,
      let collection = sources.lazy.flatMap(\.navigationProperties).first(where: {
        $0.traits.singleItem == single.name
      }),
      let object = path.prefix(index).flatMap({ object([collection.name], below: $0) })
    else { return nil }
    return path.continued(from: object, dropping: index + 1)
  }

  /// The single value that an object contains, in the set of all of its kind.
  private func inItsSet(_ path: BoundPath) -> BoundPath? {
    guard path.steps.count >= 3, let set = path.steps[0].set, case .key = path.steps[1],
      case .navigation(let navigation, _, _) = path.steps[2]
    else { return nil }
    let home = model.container.first { $0.traits.otherHomes.contains([set.name, navigation.name]) }
    return home.flatMap { object([$0.name], below: nil) }.map { path.continued(from: $0, dropping: 3) }
  }

  // MARK: Objects

  /// Any object at the end of these names.
  ///
  /// - Parameter path: where they begin; nil: at the root.
  private func object(_ names: [String], below path: BoundPath?) -> BoundPath? {
    guard let path else { return BoundPath(template: "/" + names.joined(separator: "/"), model)?.anyObject }
    return PathBinder.bind(names, below: path, in: model)?.anyObject
  }
}

extension BoundPath.Step {
  fileprivate var set: ContainerElement? {
    if case .entitySet(let element, _) = self { element } else { nil }
  }
}

extension BoundPath {
  /// What follows after so many steps, from another object on.
  fileprivate func continued(from object: BoundPath, dropping count: Int) -> BoundPath {
    var path = self
    path.steps = object.steps + steps.dropFirst(count)
    return path
  }

  /// An object of a collection; what is none, as it is.
  fileprivate var anyObject: BoundPath {
    guard isCollection else { return self }
    var object = self
    object.steps.append(.key(.segment("k")))
    object.isCollection = false
    return object
  }

  /// The object that the first steps lead to; nil where that is none.
  fileprivate func prefix(_ count: Int) -> BoundPath? {
    var path = self
    path.steps = Array(steps.prefix(count))
    guard let type = path.steps.reversed().lazy.compactMap(\.target).first else { return nil }
    (path.suffix, path.type, path.isCollection, path.continuation) = (.none, type, false, nil)
    return path
  }

  /// The last object of that type before a step.
  fileprivate func nearest(_ type: StructuredType, before index: Int, _ model: EntityModel) -> BoundPath? {
    (1...max(index, 1)).reversed().lazy.filter { isObject(after: $0) }.compactMap { prefix($0) }
      .first { model.isKind($0.type, of: type) }
  }

  private func isObject(after count: Int) -> Bool {
    switch steps[count - 1] {
    case .key, .singleton: true
    case .navigation(let navigation, _, _): !navigation.isCollection
    case .entitySet, .complex, .cast: false
    }
  }
}

extension BoundPath.Step {
  /// The type that it leads to; nil of a key, which leads to the type of its collection.
  fileprivate var target: StructuredType? {
    switch self {
    case .entitySet(_, let type), .singleton(_, let type), .cast(let type), .complex(_, let type),
      .navigation(_, let type, _):
      type
    case .key: nil
    }
  }
}
