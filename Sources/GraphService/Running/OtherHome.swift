import EntityModel
import GraphContract
import GraphStore
import OData
import Planning

/// The path by which an object is there that the path of a request names by its set, or by a list below a singleton, which
/// do not have it themselves: what other objects contain has the id of its object (`Emulator.AlsoAt`).
struct OtherHome {
  private let request: BoundRequest
  private let place: Place

  /// The beginning of a path that leads to an object by its key.
  private struct Place {
    let steps: ArraySlice<BoundPath.Step>
    let key: KeyPredicate
    let type: StructuredType
    let homes: [[String]]
  }

  /// nil where the set, or the list, has its objects alone.
  init?(_ request: BoundRequest) {
    guard let place = Self.place(in: request.path.steps), request.context.trace?.withholdsRows != true else {
      return nil
    }
    (self.request, self.place) = (request, place)
  }

  private static func place(in steps: [BoundPath.Step]) -> Place? {
    steps.indices.prefix(2).lazy.compactMap { index in
      guard let (type, homes) = steps[index].otherHomes, index + 1 < steps.count,
        case .key(let key) = steps[index + 1]
      else { return nil }
      return Place(steps: steps[...(index + 1)], key: key, type: type, homes: homes)
    }.first
  }

  private var context: RequestContext { request.context }
  private var version: ServiceVersion { context.version }

  /// nil where the place has such an object, and where nothing contains one.
  func path() throws -> BoundPath? {
    try context.read { reader in
      guard try !isThere(Array(place.steps), place.type, reader) else { return nil }
      for home in place.homes {
        if let path = try path(home, reader) { return path }
      }
      return nil
    }
  }

  private func path(_ home: [String], _ reader: Reader) throws -> BoundPath? {
    guard home.count == 2, let element = version.model.containerElement(home[0]),
      let owner = version.model.type(element.type), let value = owner.navigationProperty(home[1]),
      let target = version.model.type(value.target)
    else { return nil }
    let steps = [BoundPath.Step.entitySet(element, owner), .key(place.key)]
    guard try isThere(steps, owner, reader) else { return nil }
    var path = request.path
    path.steps =
      steps + [.navigation(value, target: target, sources: [owner])]
      + request.path.steps.dropFirst(place.steps.count)
    return path
  }

  /// Whether steps that end with a key lead to an object.
  private func isThere(_ steps: [BoundPath.Step], _ type: StructuredType, _ reader: Reader) throws -> Bool {
    try request.found(steps, type, reader) != nil
  }
}

extension BoundPath.Step {
  /// The type of its objects, and where else they may be; nil where it has them alone.
  fileprivate var otherHomes: (type: StructuredType, homes: [[String]])? {
    switch self {
    case .entitySet(let element, let type) where !element.traits.otherHomes.isEmpty:
      (type, element.traits.otherHomes)
    case .navigation(let navigation, let target, _) where !navigation.traits.otherHomes.isEmpty:
      (target, navigation.traits.otherHomes)
    case .entitySet, .navigation, .singleton, .cast, .complex, .key: nil
    }
  }
}

extension BoundRequest {
  /// The request as it is run: by the path that its object is there by.
  func ledHome() throws -> BoundRequest {
    let named = try NamedAddress(self)?.path().map { try BoundRequest($0, context) } ?? self
    let request = try OtherHome(named)?.path().map { try BoundRequest(checking: $0, context) } ?? named
    if let changes = ChangesPath(request.path, context.version.model), let collection = changes.bound() {
      try changes.object.map { try BoundRequest($0, context).findObject() }
      return try BoundRequest(collection, context)
    }
    guard let path = try SingleItemPath(request)?.path() else { return request }
    return try BoundRequest(checking: path, context)
  }

  /// - Throws: `ServiceFailure` where the object of the path is not there.
  private func findObject() throws {
    guard context.trace?.withholdsRows != true else { return }
    let single = try SingleItemPath(self)?.path().map { try BoundRequest($0, context) }
    try Target(single ?? self, context.style).walk()
  }
}
