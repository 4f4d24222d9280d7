import EntityModel
import GraphContract
import GraphStore
import OData
import Planning

/// The path by which an object is there that the path of a request names by its set, where nobody has written it yet:
/// what other objects contain has the id of its object (`Emulator.AlsoAt`).
struct OtherHome {
  private let request: BoundRequest
  private let key: KeyPredicate
  private let homes: [[String]]

  /// nil where the set has its objects alone.
  init?(_ request: BoundRequest) {
    guard case .entitySet(let element, _)? = request.path.steps.first, !element.traits.otherHomes.isEmpty,
      case .key(let key)? = request.path.steps.dropFirst().first,
      request.context.trace?.withholdsRows != true
    else { return nil }
    (self.request, self.key, homes) = (request, key, element.traits.otherHomes)
  }

  private var context: RequestContext { request.context }
  private var version: ServiceVersion { context.version }

  /// nil where the set has such an object, and where nothing contains one.
  func path() throws -> BoundPath? {
    try context.read { reader in
      guard try !isThere(Array(request.path.steps.prefix(2)), reader) else { return nil }
      for home in homes {
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
    let steps = [BoundPath.Step.entitySet(element, owner), .key(key)]
    guard try isThere(steps, reader) else { return nil }
    var path = request.path
    path.steps =
      steps + [.navigation(value, target: target, sources: [owner])] + request.path.steps.dropFirst(2)
    return path
  }

  /// Whether a set has an object with the key.
  private func isThere(_ steps: [BoundPath.Step], _ reader: Reader) throws -> Bool {
    guard let type = steps.first?.setType else { return false }
    return try request.found(steps, type, reader) != nil
  }
}

extension BoundPath.Step {
  fileprivate var setType: StructuredType? {
    if case .entitySet(_, let type) = self { type } else { nil }
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
