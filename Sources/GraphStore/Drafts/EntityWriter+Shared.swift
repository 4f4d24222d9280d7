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
      return try create(draft, of: parent.id, at: names, shared, owner)
    case .identifier(let identifier, let names):
      return try create(draft, of: identifier, at: names, shared, nil)
    case .value(let type, let table, let place):
      let value = try self.value(type, table, place, of: parent)
      return try create(draft, owner: value.key, place: shared.place.name)
    }
  }

  /// The same below an object that has no row.
  package func create(_ draft: Draft, sharedOfNothing shared: SharedPlace) throws -> Entity? {
    guard case .identifier(let identifier, let names) = shared.match else { return nil }
    return try create(draft, of: identifier, at: names, shared, nil)
  }

  private func create(
    _ draft: Draft, of identifier: String, at names: [String], _ shared: SharedPlace, _ owner: Int64?
  ) throws -> Entity {
    guard names != ["id"] else {
      return try create(draft, owner: owner, place: shared.place.name, id: identifier)
    }
    var named = draft
    named.properties = named.properties.setting(names[...], to: .string(identifier))
    return try create(named, owner: owner, place: shared.place.name)
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

extension JSONObject {
  /// With a value at the end of a path of names; what else there is on the way stays.
  fileprivate func setting(_ names: ArraySlice<String>, to value: JSONValue) -> JSONObject {
    guard let name = names.first else { return self }
    var object = self
    let rest = names.dropFirst()
    object[name] =
      rest.isEmpty ? value : .object((self[name]?.objectValue ?? [:]).setting(rest, to: value))
    return object
  }
}
