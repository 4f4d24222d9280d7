import EntityModel
import OData
import Planning

/// The path of the collection whose changes a function tells that is bound to one of its objects (`Emulator.DeltaOf`): that of
/// `drives/{id}/root/delta` is of all items of the drive.
struct ChangesPath {
  private let path: BoundPath
  private let place: EffectPlace
  private let model: EntityModel

  /// nil where the path ends in no such function.
  init?(_ path: BoundPath, _ model: EntityModel) {
    guard case .operation(let operation, _) = path.suffix, let place = operation.traits.changesOf,
      path.continuation == nil
    else { return nil }
    (self.path, self.place, self.model) = (path, place, model)
  }

  /// nil where nothing on the way has the collection.
  func bound() -> BoundPath? {
    guard let owner = place.owner.flatMap({ model.type($0) }) else { return nil }
    for index in path.steps.indices.reversed() {
      guard let type = type(at: index), type.isKind(of: owner),
        let navigation = type.navigationProperty(place.collection),
        let target = model.type(navigation.target)
      else { continue }
      var bound = path
      bound.steps =
        path.steps.prefix(through: index) + [.navigation(navigation, target: target, sources: [type])]
      (bound.type, bound.isCollection) = (target, true)
      return bound
    }
    return nil
  }

  /// The path of the object that the function is bound to, which has to be there.
  var object: BoundPath? {
    guard let last = path.steps.indices.last else { return nil }
    return type(at: last).map { path.ofObject(path.steps, $0) }
  }

  /// Of the object that the steps lead to as far as that; nil for a collection.
  private func type(at index: Int) -> StructuredType? {
    switch path.steps[index] {
    case .singleton(_, let type), .cast(let type): type
    case .navigation(let navigation, let target, _): navigation.isCollection ? nil : target
    case .key: index > 0 ? path.steps[index - 1].collectionType : nil
    case .entitySet, .complex: nil
    }
  }
}

extension BoundPath.Step {
  fileprivate var collectionType: StructuredType? {
    switch self {
    case .entitySet(_, let type), .cast(let type): type
    case .navigation(_, let target, _): target
    case .singleton, .key, .complex: nil
    }
  }
}
