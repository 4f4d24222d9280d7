package import EntityModel

/// A single value that is one of the objects of a collection beside it too (`Emulator.SingleItem`): the root of a drive is
/// among its items.
package struct SingleItem: Sendable {
  /// What the path goes on with in place of the collection.
  package let step: BoundPath.Step
  /// Of the navigation property that leads to it, which is one of its keys in the collection.
  package let name: String
}

extension BoundPath.Step {
  /// The one of the collection that the step leads to; nil where there is none.
  package func singleItem(_ model: EntityModel) -> SingleItem? {
    guard case .navigation(let collection, _, let sources) = self, let name = collection.traits.singleItem,
      let single = sources.lazy.compactMap({ $0.navigationProperty(name) }).first,
      let target = model.type(single.target)
    else { return nil }
    return SingleItem(step: .navigation(single, target: target, sources: sources), name: single.name)
  }
}

extension KeyPredicate {
  /// The value of a key that is called by no name; nil for others.
  package var text: String? {
    switch self {
    case .segment(let text), .parenthesized(let text): text
    case .named: nil
    }
  }
}
