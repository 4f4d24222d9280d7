import EntityModel
import GraphStore
import OData

/// What all delta queries of one place with the same selection need; made once.
///
/// A class, since requests share it.
final class DeltaPlan: Sendable {
  /// What `$select` and the place come to in `@odata.context`.
  let context: ContextFragment
  /// Live objects after a key.
  let page: ReadPlan
  let byIdentifier: ReadPlan
  /// The representation of the object with a key.
  let item: ReadPlan
  /// Finds a soft-deleted object by its key; nil where there are none.
  let deleted: ReadPlan?
  /// What happened to objects of the types that are asked for.
  let changes: ChangePlan
  /// By stored name.
  let types: [String: DeltaType]

  init(
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
struct DeltaType: Sendable {
  /// Name in this version.
  let name: String
  /// The place declares another type.
  let isAnnotated: Bool
  /// Names of the properties that show a stored value, by its stored name.
  let properties: [String: [String]]
  let links: [DeltaLink]

  func names(showing stored: Set<String>) -> Set<String> { Set(stored.flatMap { properties[$0] ?? [] }) }
}

/// A navigation property whose links are listed.
struct DeltaLink: Sendable {
  let name: String
  let storedName: String
  /// The objects that it leads to, after a position.
  let page: ReadPlan
  /// Finds one of them by its key.
  let one: ReadPlan
  /// Names in this version of the types at the other end, by stored name.
  let types: [String: String]
}
