package import EntityModel
import GRDB
package import OData

extension WriteTransaction {
  /// The object that an inline one stands for: the one with its id, else the one that a rule recognizes.
  package func existing(_ draft: Draft) throws -> Entity? {
    let type = model.type(draft.type.storedName) ?? draft.type
    guard let table = schema.table(of: type) else { return nil }
    if let id = draft.id, let found = try entity(id: id, in: table) { return found }
    for rule in rules.rules(for: type) {
      let found = try run(rule, .existing, of: type.name) { try rule.existing(draft, self) }
      if let found { return found }
    }
    return nil
  }

  /// The live object that a reference tells the id of. One that a set has by its name gets its row, as it does where a path
  /// leads through it by which something is written.
  ///
  /// - Parameter type: what is looked for, in the names of the store.
  /// - Throws: `StoreError`, and what rules say of the row that is made.
  package func referred(_ id: String, _ type: StructuredType, in table: EntityTable) throws -> Entity? {
    let named = table.namedObjects[String?.none]?.named(id)
    if let found = try entity(id: named?.name ?? id, in: table) { return found }
    guard let named, !type.isAbstract else { return nil }
    var new = NewEntity(draft: Draft(type: type), type: type, owner: nil)
    new.id = named.name
    return try insert(new)
  }

  /// The single value that the table holds in a place, whatever its id.
  ///
  /// - Parameter owner: key of the object that contains it; nil: it is below a singleton.
  package func single(
    in table: EntityTable, of owner: Int64? = nil, at place: ContainedPlace = .only
  ) throws -> Entity? {
    var conditions = table.hasOwner ? ["owner IS ?"] : []
    if table.hasPlace { conditions += place.conditions() }
    let condition = conditions.isEmpty ? "1" : conditions.joined(separator: " AND ")
    return try entities(table, where: condition, table.hasOwner ? [owner] : [], limit: 1).first
  }
}
