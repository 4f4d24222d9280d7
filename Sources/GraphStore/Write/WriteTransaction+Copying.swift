import EntityModel
import GRDB
import JSON
import OData

extension WriteTransaction {
  /// Makes a copy of an object with all that it contains, the bytes of streams too; it must not come to be below itself.
  ///
  /// - Parameter change: what the copy has otherwise.
  package func copy(_ entity: Entity, _ change: (inout NewEntity) throws -> Void) throws -> Entity {
    var new = NewEntity(draft: Draft(type: entity.type), type: entity.type, owner: entity.owner)
    new.place = entity.place
    new.references = entity.references
    for member in entity.properties.members { new.properties[member.name] = member.value }
    if let name = entity.type.otherKeyName { new.properties[name] = nil }
    try change(&new)
    let copy = try insert(new)
    try copyStreams(of: entity, to: copy)
    try copyChildren(of: entity, to: copy)
    try copyShown(by: entity, to: copy)
    return copy
  }

  private func copyStreams(of entity: Entity, to copy: Entity) throws {
    guard model.hasStreams(entity.type) else { return }
    let sql = """
      INSERT OR REPLACE INTO stream (object, name, type, tag, bytes)
      SELECT ?, name, type, tag, bytes FROM stream WHERE object = ?
      """
    try run(sql, changing: StreamTable.name, [copy.key, entity.key])
  }

  private func copyChildren(of entity: Entity, to copy: Entity) throws {
    for table in schema.tables(ownedBy: entity.type, in: model) {
      for child in try entities(table, where: "owner = ?", [entity.key]) {
        _ = try self.copy(child) { $0.owner = copy.key }
      }
    }
  }

  /// What other places have and the object contains by its id.
  private func copyShown(by entity: Entity, to copy: Entity) throws {
    for navigation in entity.type.navigationProperties where navigation.containsTarget {
      guard case .shared(let shared)? = schema.storage(of: navigation, in: model),
        case .property(let names, _) = shared.match, names != ["id"],
        let target = model.type(navigation.target), let table = schema.table(of: target), !table.isView
      else { continue }
      let source = RowSource(table: table, relation: .shared(shared), types: nil)
      for child in try entities(of: source, parent: entity.key) {
        _ = try self.copy(child) {
          if $0.owner == entity.owner { $0.owner = copy.owner }
          $0.properties[names[0]] =
            JSONObject(
              $0.properties.map { JSONObject.Member(name: $0.key, value: $0.value) }
            ).setting(names[...], to: .string(copy.id))[names[0]]
        }
      }
    }
  }
}
