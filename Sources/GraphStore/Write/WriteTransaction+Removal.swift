package import EntityModel
import GRDB

extension WriteTransaction {
  /// Deletes an object: marks it where those of its type are set aside, else removes it with its children and with
  /// every reference to it.
  package func delete(_ entity: Entity) throws { try delete(entity, forGood: false) }

  /// The same of what belongs to an object that goes: set aside, it would come back to nobody.
  private func deleteForGood(_ entity: Entity) throws { try delete(entity, forGood: true) }

  private func delete(_ entity: Entity, forGood: Bool) throws {
    guard let table = schema.table(of: entity.type) else { throw StoreError.unknownType(entity.type.name) }
    if let rule = try viewRule(for: entity.type, table) {
      return try run(rule, .deleteThroughView, of: entity.type.name) { try rule.delete(entity, self) }
    }
    try forEachRule(of: entity.type, .willDelete) { try $0.willDelete(entity, self) }
    if !forGood, table.isSoftDeleted, entity.deleted == nil, setsAside(entity.type) {
      try db.execute(
        sql: "UPDATE \(quoted(table.name)) SET deleted = ? WHERE key = ?",
        arguments: [moment.seconds, entity.key])
      try noteRemoval(entity)
    } else {
      try remove(entity, from: table)
    }
    try forEachRule(of: entity.type, .didDelete) { try $0.didDelete(entity, self) }
  }

  /// Whether objects of a type are set aside when they are deleted, and can be restored: of kinds that came with further
  /// metadata nothing says so.
  package func setsAside(_ type: StructuredType) -> Bool {
    type.traits.isSoftDeleted && !schema.isFurther(type)
  }

  /// Deletes an object for good, whatever its type.
  package func purge(_ entity: Entity) throws {
    guard let table = schema.table(of: entity.type) else { throw StoreError.unknownType(entity.type.name) }
    try remove(entity, from: table)
  }

  private func remove(_ entity: Entity, from table: EntityTable) throws {
    guard removing.insert(entity.key).inserted else { return }
    defer { removing.remove(entity.key) }
    try removeChildren(of: entity)
    try removeShown(by: entity)
    try noteLinks(to: entity, in: table)
    try noteRemoval(entity)
    try clearReferences(to: entity, in: table)
    try removeStreams(of: entity)
    try removeUploads(below: entity)
    try db.cachedStatement(sql: "DELETE FROM \(quoted(table.name)) WHERE key = ?")
      .execute(arguments: [entity.key])
    pendingChanges.retired = max(pendingChanges.retired, entity.key)
  }

  private func removeChildren(of entity: Entity) throws {
    for table in schema.tables(ownedBy: entity.type, in: model) {
      for child in try entities(table, where: "owner = ?", [entity.key]) { try deleteForGood(child) }
    }
  }

  /// What other places have and this object contains by its id, as a folder its files. Types with rules have them do that.
  private func removeShown(by entity: Entity) throws {
    for navigation in entity.type.navigationProperties
    where navigation.containsTarget || navigation.traits.keepsShown {
      guard model.type(navigation.target)?.traits.workload == nil else { continue }
      for child in try shown(by: navigation, of: entity) where !removing.contains(child.key) {
        try deleteForGood(child)
      }
    }
  }

  /// The objects of other places that an object has because they say its id; none where it has them in another way.
  package func shown(by navigation: NavigationProperty, of entity: Entity) throws -> [Entity] {
    guard case .shared(let shared)? = schema.storage(of: navigation, in: model),
      case .property = shared.match, let target = model.type(navigation.target),
      let table = schema.table(of: target), !table.isView
    else { return [] }
    let conditions = try settled(shared, entity)
      .conditions(alias: quoted(table.name), parent: String(entity.key))
    return try entities(table, where: conditions.joined(separator: " AND "))
  }

  /// What nobody owns is kept with the path of what contains it, and so is what belongs to it there.
  private func settled(_ shared: SharedPlace, _ entity: Entity) throws -> SharedPlace {
    guard case .nearest(let name) = shared.owner else { return shared }
    guard entity.owner == nil else {
      var shared = shared
      shared.isByIdentifierAlone = try !isOwned(entity, by: [name, entity.type.name])
      return shared
    }
    guard let place = entity.place, let end = place.lastIndex(of: "/") else { return shared }
    return shared.belowNothing(at: String(place[..<end]))
  }

  /// Whether what owns it is in the table of one of these types.
  private func isOwned(_ entity: Entity, by names: [String]) throws -> Bool {
    guard let owner = entity.owner else { return false }
    let tables = names.compactMap { model.type($0).flatMap(schema.table) }
    return try tables.contains { try self.entity(key: owner, in: $0) != nil }
  }

  private func clearReferences(to entity: Entity, in table: EntityTable) throws {
    for statement in schema.clearing.statements(for: table.name) where try isThere(statement.table) {
      try db.cachedStatement(sql: statement.sql).execute(arguments: [entity.key])
    }
  }
}
