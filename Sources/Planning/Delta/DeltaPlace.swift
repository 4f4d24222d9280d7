package import EntityModel
package import OData

/// A path that lists what changes in a set: `/users/delta` (graph-platform 5.3).
package struct DeltaPlace {
  package let tracking: ChangeTracking

  /// - Returns: nil when the path ends in no such function, or is not that of a whole set whose changes are kept;
  ///   casts may narrow the set.
  package init?(_ path: BoundPath, _ model: EntityModel) {
    guard case .operation(let operation, _) = path.suffix, path.continuation == nil,
      operation.traits.listsChanges,
      case .entitySet(let element, _)? = path.steps.first, let tracking = element.changeTracking,
      path.steps.dropFirst().allSatisfy(Self.isCast)
    else { return nil }
    self.tracking = tracking
  }

  private static func isCast(_ step: BoundPath.Step) -> Bool {
    if case .cast = step { true } else { false }
  }
}
