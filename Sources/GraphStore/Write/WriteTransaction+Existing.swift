import EntityModel
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

  /// The single value below a singleton that the table holds, whatever its id.
  package func single(in table: EntityTable) throws -> Entity? {
    try entities(table, where: table.hasOwner ? "owner IS NULL" : "1", limit: 1).first
  }
}
