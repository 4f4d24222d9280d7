import EntityModel
import GRDB
import GraphContract
import JSON
package import OData

/// An object that is about to be made, with where it is kept.
package struct PlacedDraft {
  /// With the id of what it is below, where the object tells that.
  package let draft: Draft
  /// Key of the object that contains it; nil: nobody does.
  package let owner: Int64?
  /// In which of the places that its owner has for such objects.
  package let place: String?
  /// nil: as `EntityWriter` makes it.
  let id: String?

  /// An object that the place of a request, or what shows it, has decided where to keep.
  package init(_ draft: Draft, owner: Int64?, place: String?, id: String? = nil) {
    (self.draft, self.owner, self.place, self.id) = (draft, owner, place, id)
  }
}

// Objects that are made in one place and kept in another (`SharedPlace`).
extension EntityWriter {
  /// Makes an object where it is to be kept.
  ///
  /// - Throws: as `create(_:owner:place:id:)`.
  @discardableResult package func create(_ placed: PlacedDraft) throws -> Entity {
    try create(placed.draft, owner: placed.owner, place: placed.place, id: placed.id)
  }

  /// - Parameters:
  ///   - parent: the object before in the path.
  ///   - owner: key of the nearest object above of the type that has them; nil where the parent's own owner is that.
  @discardableResult package func create(
    _ draft: Draft, shared: SharedPlace, below parent: Entity, owner: Int64? = nil
  ) throws -> Entity {
    try create(placed(draft, shared: shared, below: parent, owner: owner))
  }

  /// The same without making it.
  ///
  /// - Throws: `ReferenceFailure.writeToReference` for a place that shows what somebody takes part in; `StoreError`.
  package func placed(
    _ draft: Draft, shared: SharedPlace, below parent: Entity, owner: Int64? = nil
  ) throws -> PlacedDraft {
    switch shared.match {
    case .property(let names, _):
      let owner: Int64? = if case .nobody = shared.owner { nil } else { owner ?? parent.owner }
      return placed(draft, of: parent.id, at: names, shared, owner)
    case .identifier(let identifier, let names): return placed(draft, of: identifier, at: names, shared, nil)
    case .value(let type, let table, let place):
      let value = try self.value(type, table, place, of: parent)
      return PlacedDraft(draft, owner: value.key, place: shared.place.name)
    case .values(let type, _, let place):
      let holder = try create(holder(type, of: draft), owner: parent.key, place: place.name)
      return PlacedDraft(draft, owner: holder.key, place: shared.place.name)
    // Who is not asked becomes nobody's member, and what contains the object is there already.
    case .holder, .member, .linked, .container: throw ReferenceFailure.writeToReference
    case .all: return PlacedDraft(draft, owner: nil, place: shared.place.name)
    }
  }

  /// The same below an object that has no row.
  package func placed(_ draft: Draft, sharedOfNothing shared: SharedPlace) -> PlacedDraft? {
    if shared.match.isAll { return PlacedDraft(draft, owner: nil, place: shared.place.name) }
    guard case .identifier(let identifier, let names) = shared.match else { return nil }
    return placed(draft, of: identifier, at: names, shared, nil)
  }

  private func placed(
    _ draft: Draft, of identifier: String, at names: [String], _ shared: SharedPlace, _ owner: Int64?
  ) -> PlacedDraft {
    guard names != ["id"] else {
      return PlacedDraft(draft, owner: owner, place: shared.place.name, id: identifier)
    }
    var named = draft
    named.properties = named.properties.setting(names[...], to: .string(identifier))
    return PlacedDraft(named, owner: owner, place: shared.place.name)
  }

  /// An object that is made to contain a new one: with what that has, as far as its type has it too.
  private func holder(_ type: StructuredType, of draft: Draft) -> Draft {
    var holder = Draft(type: type)
    holder.properties = JSONObject(draft.properties.members.filter { type.property($0.name) != nil })
    return holder
  }

  /// The single value, which is made where it has no row yet.
  private func value(
    _ type: StructuredType, _ table: EntityTable, _ place: ContainedPlace, of parent: Entity
  ) throws -> Entity {
    let conditions = ["owner = ?"] + place.conditions()
    let condition = conditions.joined(separator: " AND ")
    if let found = try transaction.entities(table, where: condition, [parent.key], limit: 1).first {
      return found
    }
    return try create(Draft(type: type), owner: parent.key, place: place.name, id: parent.id)
  }
}
