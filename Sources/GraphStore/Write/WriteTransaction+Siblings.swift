package import EntityModel
import GRDB
import GraphContract
package import JSON
import OData

extension WriteTransaction {
  /// The object that has the name of a new one in the same place; nil also where such objects may have one name.
  func sibling(of new: NewEntity) throws -> Entity? {
    guard let rule = new.type.traits.siblingName, let name = new.properties[rule.property]?.stringValue else {
      return nil
    }
    return try sibling(called: name, beside: new, rule)
  }

  /// - Parameter name: nil where nothing is said of it.
  /// - Throws: `NameFailure.illegal`, where a request says it.
  package func checkName(_ name: JSONValue?, of type: StructuredType) throws {
    guard origin == .request, let name, let rule = type.traits.siblingName, !rule.allows(name) else { return }
    throw NameFailure.illegal
  }

  /// Sees to it that an object alone has its name in the place that it comes to.
  ///
  /// - Parameters:
  ///   - conflict: what becomes of it where another one has the name; nil: names are not looked at.
  ///   - key: of the object that it is already.
  /// - Returns: the other one, where that is to become what the object would be.
  /// - Throws: `NameFailure.taken`
  package func settleName(
    of new: inout NewEntity, _ conflict: NameConflict?, besides key: Int64? = nil
  ) throws -> Entity? {
    guard let conflict, let sibling = try sibling(of: new), sibling.key != key else { return nil }
    switch conflict {
    case .fail: throw NameFailure.taken(new.type)
    case .rename:
      try rename(&new)
      return nil
    case .replace:
      try checkKind(of: new, beside: sibling)
      return sibling
    }
  }

  /// One kind of objects does not come in the place of another.
  ///
  /// - Throws: `NameFailure.taken`
  func checkKind(of new: NewEntity, beside sibling: Entity) throws {
    guard let rule = new.type.traits.siblingName, let kind = rule.kind,
      !rule.areAlike(new.properties[kind], sibling.properties[kind])
    else { return }
    throw NameFailure.taken(new.type)
  }

  /// Whether an object is another one, or below it: each has the id of what it is below.
  package func isBelow(_ object: Entity, _ other: Entity) throws -> Bool {
    guard let parent = object.type.traits.siblingName?.parent, !parent.isEmpty,
      let table = schema.table(of: object.type)
    else { return object.key == other.key }
    var (seen, next): (Set<Int64>, Entity?) = ([], object)
    while let here = next, seen.insert(here.key).inserted {
      if here.key == other.key { return true }
      next = try here.properties.value(at: parent[...])?.stringValue.flatMap {
        try entity(id: $0, owner: here.owner, in: table, anywhere: true)
      }
    }
    return false
  }

  /// Gives a new object another name, with the first number that is free.
  private func rename(_ new: inout NewEntity) throws {
    guard let rule = new.type.traits.siblingName, let name = new.properties[rule.property]?.stringValue else {
      return
    }
    var number = 1
    while try sibling(called: name.numbered(number), beside: new, rule) != nil { number += 1 }
    new.properties[rule.property] = .string(name.numbered(number))
  }

  private func sibling(called name: String, beside new: NewEntity, _ rule: SiblingName) throws -> Entity? {
    guard let table = schema.table(of: new.type) else { throw StoreError.unknownType(new.type.name) }
    let condition = "\(table.foldedSQL(rule.property)) = fold(?)"
    return try beside(new, rule, table, where: condition, name) ?? named(name, beside: new, rule, table)
  }

  /// One that is there by its name alone (`NamedObject`) gets its row.
  private func named(
    _ name: String, beside new: NewEntity, _ rule: SiblingName, _ table: EntityTable
  ) throws -> Entity? {
    guard let object = table.named(at: new.place, property: rule.property, name),
      try beside(new, rule, table, where: "id = ?", object.name) == nil
    else { return nil }
    var named = NewEntity(draft: Draft(type: new.type), type: new.type, owner: new.owner)
    (named.id, named.place) = (object.name, new.place)
    return try insert(named)
  }

  /// - Parameter value: the argument of the condition.
  private func beside(
    _ new: NewEntity, _ rule: SiblingName, _ table: EntityTable, where condition: String, _ value: String
  ) throws -> Entity? {
    var conditions = [condition]
    var arguments: StatementArguments = [value]
    if table.hasOwner {
      conditions.append("owner IS ?")
      arguments += [new.owner]
    }
    if table.hasPlace {
      conditions.append("place IS ?")
      arguments += [new.place]
    }
    if !rule.parent.isEmpty {
      conditions.append(
        "json_extract(properties, \(literal("$." + rule.parent.joined(separator: ".")))) IS ?")
      arguments += [new.properties.value(at: rule.parent[...])?.stringValue]
    }
    if table.isSoftDeleted { conditions.append("deleted IS NULL") }
    return try entities(table, where: conditions.joined(separator: " AND "), arguments, limit: 1).first
  }
}

extension EntityTable {
  /// The object that is there by its name alone and has a text in a property from its beginning, in whatever case.
  fileprivate func named(at place: String?, property: String, _ text: String) -> NamedObject? {
    namedObjects.lazy.filter { $0.key == place || place == nil }.flatMap(\.value).first {
      $0.properties[property]?.stringValue?.lowercased() == text.lowercased()
    }
  }
}
