package import EntityModel
package import GRDB
package import JSON
package import OData

// MARK: Making

extension WriteTransaction {
  /// Stores a new object and what the rules make of it.
  ///
  /// - Returns: the object as stored.
  package func insert(_ draft: NewEntity) throws -> Entity {
    guard let table = schema.table(of: draft.type) else { throw StoreError.unknownType(draft.type.name) }
    if let rule = try viewRule(for: draft.type, table) {
      return try run(rule, .insertThroughView, of: draft.type.name) { try rule.insert(draft, self) }
    }
    var new = draft
    try forEachRule(of: new.type, .willInsert) { try $0.willInsert(&new, self) }
    try stamp(&new)
    applyName(to: &new, of: table)
    applyDefaults(to: &new)
    let said = takeSaidBytes(of: &new)
    tag(&new)
    let id = identify(&new)
    let entity = Entity(
      key: new.key ?? tenant.nextKey(), id: id,
      type: new.type, owner: new.owner, place: table.hasPlace ? new.place : nil, deleted: new.deleted,
      references: new.references,
      columns: columns(of: table, new.properties), properties: properties(of: new))
    try make(table)
    try checkUnique(entity, in: table)
    try write(entity, to: table)
    if let said { try store(said, of: entity) }
    try noteInsert(entity)
    try forEachRule(of: entity.type, .didInsert) { try $0.didInsert(entity, self) }
    try asRule {
      for link in new.links { try self.link(link.link, source: entity.key, target: link.target) }
    }
    return entity
  }

  /// The id: where another property is the key, or has the id, the value of that, which a text has in any case.
  private func identify(_ new: inout NewEntity) -> String {
    let name = new.type.identifyingName
    let given = name.flatMap { new.properties[$0]?.keyValue } ?? new.id
    let id = given.map(Guid.normalizedIdentifier) ?? tenant.identifiers.guid()
    if let name, case .primitive(.string)? = new.type.property(name)?.type.element {
      new.properties[name] = .string(id)
    }
    return id
  }

  /// What an object has that is known by its name, or by its place.
  private func applyName(to new: inout NewEntity, of table: EntityTable) {
    let whole = WholeValue(model: model)
    for member in table.initialValues(at: new.place)?.members ?? []
    where new.properties[member.name] == nil {
      guard let property = new.type.property(member.name) else { continue }
      new.properties[member.name] = whole.value(member.value, as: property.type)
    }
    guard let id = new.id else { return }
    for member in table.namedObjects(at: new.place).first(where: { $0.name == id })?.properties.members ?? []
    where new.properties[member.name] == nil && new.type.property(member.name) != nil {
      new.properties[member.name] = member.value
    }
  }

  private func tag(_ new: inout NewEntity) {
    for (name, value) in new.type.traits.entityTag?.values(of: properties(of: new)) ?? [] {
      new.properties[name] = value
    }
  }

  private func applyDefaults(to new: inout NewEntity) {
    for property in new.type.propertiesWithDefault where new.properties[property.name] == nil {
      new.properties[property.name] = property.defaultValue
    }
  }

  private func columns(of table: EntityTable, _ values: [String: JSONValue]) -> [String: DatabaseValue] {
    Dictionary(
      uniqueKeysWithValues: table.columns.map { ($0.name, (values[$0.name] ?? .null).databaseValue) })
  }

  private func properties(of new: NewEntity) -> JSONObject {
    ordered(new.type, new.properties.filter { !$0.value.isNull })
  }

  /// Model order first, then what the model does not know, by name: annotations of our own, and members of open
  /// types.
  private func ordered(_ type: StructuredType, _ values: [String: JSONValue]) -> JSONObject {
    var known: [(place: Int, member: JSONObject.Member)] = []
    var others: [JSONObject.Member] = []
    for (name, value) in values {
      let member = JSONObject.Member(name: name, value: value)
      if let place = type.position(name) {
        if type.isInText(place) { known.append((place, member)) }
      } else if name.utf8.first == UInt8(ascii: "@") || type.dynamicName(name) != nil {
        others.append(member)
      }
    }
    return JSONObject(
      known.sorted { $0.place < $1.place }.map(\.member) + others.sorted { $0.name < $1.name })
  }

  private func write(_ entity: Entity, to table: EntityTable) throws {
    try makeIndexes(of: table)
    var names = ["key", "id", "type", "properties"]
    var values: [(any DatabaseValueConvertible)?] = [
      entity.key, entity.id, entity.type.name, JSONValue.object(entity.properties).text,
    ]
    if table.hasOwner { (names, values) = (names + ["owner"], values + [entity.owner]) }
    if table.hasPlace { (names, values) = (names + ["place"], values + [entity.place]) }
    if table.isSoftDeleted { (names, values) = (names + ["deleted"], values + [entity.deleted]) }
    names += table.references + table.columns.map(\.name)
    values += table.references.map { entity.references[$0] }
    values += table.columns.map { entity.columns[$0.name] }
    let marks =
      Array(repeating: "?", count: names.count) + table.folded.map { EntityTable.foldedSQL($0, of: "?4") }
    names += table.folded.map(EntityTable.foldedColumn)
    let sql =
      "INSERT INTO \(quoted(table.name)) (\(names.map(quoted).joined(separator: ", ")))"
      + " VALUES (\(marks.joined(separator: ", ")))"
    try db.cachedStatement(sql: sql).execute(arguments: StatementArguments(values))
  }

  /// The index would refuse as well; this way the answer can name the property.
  private func checkUnique(_ entity: Entity, in table: EntityTable) throws {
    guard entity.deleted == nil else { return }
    for name in table.unique {
      guard let value = entity.string(name),
        let other = try self.entity(name, is: value, type: entity.type, in: table), other.key != entity.key
      else { continue }
      throw StoreConflict.duplicateValue(property: name, value: value, type: entity.type)
    }
    let twin =
      try table.isFoundByOwner
      ? self.entity(
        id: entity.id, owner: entity.owner, place: entity.place, in: table, anywhere: !table.isLate)
      : keyOfIdentifier(entity.id, in: table)
    if let twin, twin.key != entity.key {
      throw StoreConflict.duplicateIdentifier(id: entity.id, type: entity.type)
    }
  }

  /// Deleted objects keep their ids.
  private func keyOfIdentifier(_ id: String, in table: EntityTable) throws -> Entity? {
    try entities(table, where: "id = ?", [id]).first
  }
}

extension StructuredType {
  /// Whether the property at that place is kept in the JSON text of a row.
  fileprivate func isInText(_ place: Int) -> Bool {
    properties[place].traits.derived == nil && !properties[place].traits.isColumn
  }
}

/// Two objects that cannot both be.
package enum StoreConflict: Error, Sendable {
  case duplicateValue(property: String, value: String, type: StructuredType)
  case duplicateIdentifier(id: String, type: StructuredType)
  case alreadyLinked(link: String)
  case notLinked(link: String)
}

// MARK: Changing

extension WriteTransaction {
  /// Writes the changed values of an object.
  ///
  /// - Parameter change: sets the new values; a null clears.
  /// - Returns: the object as stored.
  package func update(_ old: Entity, _ change: (inout Entity) throws -> Void) throws -> Entity {
    guard let table = schema.table(of: old.type) else { throw StoreError.unknownType(old.type.name) }
    var new = old
    try change(&new)
    if let rule = try viewRule(for: old.type, table) {
      return try run(rule, .updateThroughView, of: old.type.name) { try rule.update(old, new, self) }
    }
    try forEachRule(of: old.type, .willUpdate) { try $0.willUpdate(old, &new, self) }
    try stamp(&new, changing: old)
    try storeSaidBytes(of: &new, changing: old)
    tag(&new)
    new.properties = ordered(
      new.type,
      Dictionary(new.properties.members.filter { !$0.value.isNull }.map { ($0.name, $0.value) }) { $1 })
    try checkUnique(new, in: table)
    try rewrite(new, in: table)
    try noteUpdate(old, new)
    try forEachRule(of: new.type, .didUpdate) { try $0.didUpdate(old, new, self) }
    return new
  }

  private func tag(_ new: inout Entity) {
    for (name, value) in new.type.traits.entityTag?.values(of: new.properties) ?? [] {
      new.properties[name] = value
    }
  }

  /// The same for what a seed says of an object that exists; rules see the whole of it in `changingDraft`.
  package func update(
    _ old: Entity, saying draft: Draft, _ change: (inout Entity) throws -> Void
  ) throws -> Entity {
    changingDraft = draft
    defer { changingDraft = nil }
    return try update(old, change)
  }

  /// Tells the rules of an object of which a seed says what is there already.
  package func repeats(_ entity: Entity, _ draft: Draft) throws {
    try forEachRule(of: entity.type, .seedRepeats) { try $0.seedRepeats(entity, draft, self) }
  }

  private func rewrite(_ entity: Entity, in table: EntityTable) throws {
    var names = ["properties"]
    var values: [(any DatabaseValueConvertible)?] = [JSONValue.object(entity.properties).text]
    if table.isSoftDeleted { (names, values) = (names + ["deleted"], values + [entity.deleted]) }
    names += table.references + table.columns.map(\.name)
    values += table.references.map { entity.references[$0] }
    values += table.columns.map { entity.columns[$0.name] }
    var assignments = names.map { "\(quoted($0)) = ?" }
    assignments += table.folded.map {
      "\(quoted(EntityTable.foldedColumn($0))) = \(EntityTable.foldedSQL($0, of: "?1"))"
    }
    let sql = "UPDATE \(quoted(table.name)) SET \(assignments.joined(separator: ", ")) WHERE key = ?"
    try db.cachedStatement(sql: sql).execute(arguments: StatementArguments(values + [entity.key]))
  }
}

extension JSONValue {
  /// The value as a column holds it.
  package var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .bool(let value): (value ? 1 : 0).databaseValue
    case .number(let text): Int64(text)?.databaseValue ?? Double(text)?.databaseValue ?? .null
    case .string(let text): text.databaseValue
    case .array, .object: self.text.databaseValue
    }
  }
}
