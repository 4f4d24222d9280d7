import EntityModel
import GRDB
import JSON
package import OData

// Objects that are made in one place and kept in another (`SharedPlace`).
extension EntityWriter {
  /// - Parameters:
  ///   - parent: the object before in the path.
  ///   - owner: key of the nearest object above of the type that has them; nil where the parent's own owner is that.
  @discardableResult package func create(
    _ draft: Draft, shared: SharedPlace, below parent: Entity, owner: Int64? = nil
  ) throws -> Entity {
    switch shared.match {
    case .property(let names, _):
      let owner: Int64? = if case .nobody = shared.owner { nil } else { owner ?? parent.owner }
      guard names != ["id"] else {
        return try create(draft, owner: owner, place: shared.place.name, id: parent.id)
      }
      var named = draft
      named.properties = named.properties.setting(names[...], to: .string(parent.id))
      return try create(named, owner: owner, place: shared.place.name)
    case .value(let type, let table, let place):
      let value = try self.value(type, table, place, of: parent)
      return try create(draft, owner: value.key, place: shared.place.name)
    }
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
