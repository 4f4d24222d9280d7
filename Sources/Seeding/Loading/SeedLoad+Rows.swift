import EntityModel
import GRDB
import GraphStore
import JSON
import OData
import Tenants

extension SeedLoad {
  mutating func insert(_ object: SeedObject, _ references: [String: Int64?]) throws {
    if let key = try keyOfSingle(object) {
      object.key = key
      return try change(object, references)
    }
    do {
      var new = try new(object, references, belonging(object))
      try begin(&new, object)
      var entity = try transaction.insert(new)
      _ = try writeStreams(of: object, to: &entity)
      report.created += 1
      guard object.identifier == nil else { return }
      index.add(object, id: entity.id, in: try table(of: object))
    } catch StoreConflict.duplicateIdentifier(let id, let type) where object.identifier == nil {
      // The id that rules made of the content is that of an object that an earlier load made of the same.
      let found = try transaction.entities(table(of: object), where: "id = ?", [id])
        .first { $0.owner == object.owner && $0.place == object.placeName }
      guard let found, found.key < firstKey else {
        throw StoreConflict.duplicateIdentifier(id: id, type: type)
      }
      object.key = found.key
      try change(object, references)
    }
  }

  /// A single value may have come with the object that contains it, or that object is one of an earlier load after all.
  private func keyOfSingle(_ object: SeedObject) throws -> Int64? {
    guard case .single(_, let parent?, let place) = object.place, let owner = parent.object?.key else {
      return nil
    }
    return try transaction.single(in: table(of: object), of: owner, at: place)?.key
  }

  /// The member by which an object belongs to the one that it stands in, though another has it; nil where it stands in that.
  private func belonging(_ object: SeedObject) throws -> JSONObject.Member? {
    guard case .shared(let shared, let parent) = object.place, let names = shared.match.property,
      let first = names.first, let property = object.draft.type.property(first)
    else { return nil }
    if case .nearest = shared.owner, object.owner == nil {
      throw object.mistake("nothing above has what stands here")
    }
    guard let parent = parent.object,
      let holder = try transaction.entity(key: parent.key, in: table(of: parent))
    else { throw object.mistake("there is no such object any more") }
    let said = object.draft.properties.setting(names[...], to: .string(holder.id))
    return said[first].map { JSONObject.Member(name: first, value: transaction.whole($0, of: property)) }
  }

  private func new(
    _ object: SeedObject, _ references: [String: Int64?], _ belonging: JSONObject.Member?
  ) -> NewEntity {
    var new = NewEntity(draft: object.draft, type: object.draft.type, owner: object.owner)
    new.key = object.key
    new.place = object.placeName
    new.id = object.identifier
    new.references = references.compactMapValues(\.self)
    if object.isAmongDeleted { new.deleted = object.deleted ?? transaction.moment.seconds }
    for member in object.draft.properties.members { new.properties[member.name] = member.value }
    if let belonging { new.properties[belonging.name] = belonging.value }
    complete(&new)
    return new
  }

  /// With the id and the values that a contained single value has before anybody writes it.
  private func begin(_ new: inout NewEntity, _ object: SeedObject) throws {
    guard case .single(let name, let parent?, _) = object.place, let above = parent.object,
      let owner = try transaction.entity(key: above.key, in: table(of: above))
    else { return }
    if new.id == nil, object.place.impliesIdentifier(of: new.type) {
      new.id = new.type.traits.singleIdentifier ?? owner.id
    }
    for member in owner.type.navigationProperty(name)?.traits.initial.members ?? []
    where new.properties[member.name] == nil && new.type.property(member.name) != nil {
      new.properties[member.name] = member.value
    }
  }

  /// With what the service gives new objects, as far as no request has a say in it. What is said to be null stays so, and
  /// what is there by its name has what it is known by.
  private func complete(_ new: inout NewEntity) {
    let table = transaction.schema.table(of: new.type)
    guard let creation = new.type.traits.creation,
      new.id.flatMap({ table?.isNamed($0, at: new.place) }) != true
    else { return }
    let said = JSONObject(new.properties.map { JSONObject.Member(name: $0.key, value: $0.value) })
    for member in OwnValues(of: said).added(by: creation) {
      guard let property = new.type.property(member.name) else { continue }
      new.properties[member.name] = transaction.whole(member.value, of: property)
    }
  }

  /// As by PATCH: named properties are set, complex values and collections replaced.
  mutating func change(_ object: SeedObject, _ references: [String: Int64?]) throws {
    guard let old = try transaction.entity(key: object.key, in: table(of: object)) else {
      throw object.mistake("there is no such object any more")
    }
    let draft = object.draft
    guard old.type.isKind(of: draft.type) else {
      throw object.mistake("'\(old.id)' is a \(old.type.shortName), no \(draft.type.shortName)")
    }
    let known = SaidAgain(transaction)
    var new = old
    for member in draft.properties.members { new.set(member, unless: known) }
    if let belonging = try belonging(object) { new.set(belonging, unless: known) }
    for (name, key) in references { new.references[name] = key }
    let isOther = try new.differs(from: old) || !known.isKnown(draft.annotations, of: old)
    if isOther {
      new = try transaction.update(old, saying: draft) { $0 = new }
    } else {
      try transaction.repeats(old, draft)
    }
    let hasOtherBytes = try writeStreams(of: object, to: &new)
    if isOther || hasOtherBytes { report.changed += 1 }
  }
}

extension Entity {
  fileprivate func differs(from other: Entity) -> Bool {
    properties != other.properties || columns != other.columns || references != other.references
  }

  /// - Parameter known: tells what would change nothing.
  fileprivate mutating func set(_ member: JSONObject.Member, unless known: SaidAgain) {
    guard let property = type.property(member.name) else {
      // One that the type does not declare.
      return properties[member.name] = member.value.isNull ? nil : member.value
    }
    if property.traits.isColumn {
      columns[property.name] = member.value.databaseValue
    } else if member.value.isNull {
      properties[property.name] = property.isNullable ? nil : property.defaultValue
    } else if !known.isKnown(member.value, of: property, in: self) {
      properties[property.name] = member.value
    }
  }
}
