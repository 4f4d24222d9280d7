import EntityModel
import GRDB
import JSON
import OData

extension WriteTransaction {
  /// Makes a copy of an object with all that it contains, the bytes of streams too; it must not come to be below itself.
  ///
  /// - Parameter change: what the copy has otherwise.
  package func copy(_ entity: Entity, _ change: (inout NewEntity) throws -> Void) throws -> Entity {
    var new = likeness(of: entity)
    try change(&new)
    return try copy(entity, as: new)
  }

  /// - Parameter new: the copy itself.
  package func copy(_ entity: Entity, as new: NewEntity) throws -> Entity {
    let copy = try insert(new)
    try copyStreams(of: entity, to: copy)
    try copyChildren(of: entity, to: copy)
    for child in try shown(by: entity) { _ = try self.copy(child.entity) { child.put(&$0, below: copy) } }
    return copy
  }

  /// What a copy of an object begins with.
  package func likeness(of entity: Entity) -> NewEntity {
    var new = NewEntity(draft: Draft(type: entity.type), type: entity.type, owner: entity.owner)
    new.place = entity.place
    new.references = entity.references
    for member in entity.properties.members { new.properties[member.name] = member.value }
    if let name = entity.type.otherKeyName { new.properties[name] = nil }
    return new
  }

  /// Lets an object become what another one would be in its place (`NameConflict.replace`): it keeps its id, its name and
  /// what it contains. What the other one has below itself comes to that, by the same rule.
  ///
  /// - Parameter isMove: the other one goes, and what is below it keeps its id.
  /// - Throws: `NameFailure.taken` where the two have something of one name and of two kinds.
  package func merge(_ entity: Entity, into other: Entity, isMove: Bool) throws -> Entity {
    let merged = try update(other) { new in
      new.references = entity.references
      new.properties = entity.properties
      for name in other.type.traits.siblingName?.members ?? [] {
        new.properties[name] = other.properties[name]
      }
    }
    try removeStreams(of: merged)
    try copyStreams(of: entity, to: merged)
    for child in try shown(by: entity) { try merge(child, below: merged, isMove: isMove) }
    if isMove { try delete(entity) }
    return merged
  }

  private func merge(_ child: ShownChild, below parent: Entity, isMove: Bool) throws {
    var new = likeness(of: child.entity)
    child.put(&new, below: parent)
    if let sibling = try sibling(of: new) {
      try checkKind(of: new, beside: sibling)
      _ = try merge(child.entity, into: sibling, isMove: isMove)
    } else if isMove {
      _ = try update(child.entity) { $0.properties[child.names[0]] = new.properties[child.names[0]] }
    } else {
      _ = try copy(child.entity, as: new)
    }
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

  /// What other places have and an object contains by its id.
  private func shown(by entity: Entity) throws -> [ShownChild] {
    try entity.type.navigationProperties.filter(\.containsTarget).flatMap { navigation -> [ShownChild] in
      guard case .shared(let shared)? = schema.storage(of: navigation, in: model),
        case .property(let names, _) = shared.match, names != ["id"],
        let target = model.type(navigation.target), let table = schema.table(of: target), !table.isView
      else { return [] }
      let source = RowSource(table: table, relation: .shared(shared), types: nil)
      return try entities(of: source, parent: entity.key).map {
        ShownChild(entity: $0, names: names, owner: entity.owner)
      }
    }
  }
}

/// An object that another one contains by its id.
private struct ShownChild {
  let entity: Entity
  /// The way to that id.
  let names: [String]
  /// Key of the owner of the other one.
  let owner: Int64?

  func put(_ new: inout NewEntity, below parent: Entity) {
    if new.owner == owner { new.owner = parent.owner }
    let old = JSONObject([JSONObject.Member(name: names[0], value: new.properties[names[0]] ?? .null)])
    new.properties[names[0]] = old.setting(names[...], to: .string(parent.id))[names[0]]
  }
}

extension SiblingName {
  /// What says how an object is called, and where it is.
  fileprivate var members: [String] { [property] + parent.prefix(1) }
}
