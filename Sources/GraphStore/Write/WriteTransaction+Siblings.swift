import EntityModel
import GRDB
import GraphContract
import JSON

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
    var conditions = ["\(table.foldedSQL(rule.property)) = fold(?)"]
    var arguments: StatementArguments = [name]
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
