import EntityModel
package import GraphStore
package import JSON
import OData

/// What all delta queries of one place with the same selection need; made once.
///
/// A class, since requests share it.
package final class DeltaPlan: Sendable {
  /// What `$select` and the place come to in `@odata.context`.
  package let context: ContextFragment
  /// Live objects after a key.
  package let page: ReadPlan
  package let byIdentifier: ReadPlan
  /// The representation of the object with a key.
  package let item: ReadPlan
  /// Finds a soft-deleted object by its key; nil where there are none.
  package let deleted: ReadPlan?
  /// What happened to objects of the types that are asked for.
  package let changes: ChangePlan
  /// By stored name.
  package let types: [String: DeltaType]

  package init(
    context: ContextFragment, page: ReadPlan, byIdentifier: ReadPlan, item: ReadPlan, deleted: ReadPlan?,
    changes: ChangePlan, types: [String: DeltaType]
  ) {
    self.context = context
    self.page = page
    self.byIdentifier = byIdentifier
    self.item = item
    self.deleted = deleted
    self.changes = changes
    self.types = types
  }
}

/// What counts as a change of an object of one type.
package struct DeltaType: Sendable {
  /// Name in this version.
  package let name: String
  /// The place declares another type.
  package let isAnnotated: Bool
  /// Names of the properties that show a stored value, by its stored name.
  package let properties: [String: [String]]
  package let links: [DeltaLink]
  /// What is told of an object that is gone; nil: `@removed`.
  package let gone: JSONObject?

  package func names(showing stored: Set<String>) -> Set<String> {
    Set(stored.flatMap { properties[$0] ?? [] })
  }
}

/// A navigation property whose links are listed.
package struct DeltaLink: Sendable {
  package let name: String
  package let storedName: String
  /// The objects that it leads to, after a position.
  package let page: ReadPlan
  /// Finds one of them by its key.
  package let one: ReadPlan
  /// Names in this version of the types at the other end, by stored name.
  package let types: [String: String]
}
