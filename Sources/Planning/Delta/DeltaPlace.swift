package import EntityModel
package import OData

/// A path that lists what changes in a set or in a collection that hangs off an object: `/users/delta`,
/// `/me/mailFolders/inbox/messages/delta` (graph-platform 5.3).
package struct DeltaPlace {
  package let tracking: ChangeTracking

  /// - Returns: nil when the path ends in no such function, or is not that of a set or a collection whose changes are kept;
  ///   casts may narrow it.
  package init?(_ path: BoundPath) {
    guard case .operation(let operation, _) = path.suffix, path.continuation == nil,
      operation.traits.listsChanges, let tracking = Self.tracking(path.steps)
    else { return nil }
    self.tracking = tracking
  }

  private static func tracking(_ steps: [BoundPath.Step]) -> ChangeTracking? {
    var steps = steps
    while case .cast? = steps.last { steps.removeLast() }
    switch steps.last {
    case .entitySet(let element, _)?: return element.changeTracking
    case .navigation(let navigation, _, _)? where navigation.isCollection && navigation.traits.tracksChanges:
      return ChangeTracking(navigationProperties: [])
    default: return nil
    }
  }
}
