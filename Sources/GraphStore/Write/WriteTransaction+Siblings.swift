import EntityModel
import GRDB
import GraphContract
import JSON
import OData

extension WriteTransaction {
  /// The object that has the name of a new one in the same place; nil also where such objects may have one name.
  package func sibling(of new: NewEntity) throws -> Entity? {
    guard let rule = new.type.traits.siblingName, let name = new.properties[rule.property]?.stringValue else {
      return nil
    }
    return try sibling(called: name, beside: new, rule)
  }

  /// Gives a new object another name, with the first number that is free.
  package func rename(_ new: inout NewEntity) throws {
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
