import EntityModel

/// How rows of a view are written: through the objects that they show.
package protocol ViewRule: Rule {
  /// Qualified names of the types it is for.
  var types: [String] { get }

  /// - Returns: the row that shows what was made.
  func insert(_ new: NewEntity, _ transaction: WriteTransaction) throws -> Entity
  /// - Parameter new: the row with the values that were asked for.
  /// - Returns: the row as it is now.
  func update(_ old: Entity, _ new: Entity, _ transaction: WriteTransaction) throws -> Entity
  func delete(_ entity: Entity, _ transaction: WriteTransaction) throws
}

extension WriteTransaction {
  /// The rule of a view; nil for a table.
  ///
  /// - Throws: `StoreError.readOnlyView` for a view that nothing writes: its paths have no methods that do.
  func viewRule(for type: StructuredType, _ table: EntityTable) throws -> (any ViewRule)? {
    guard table.isView else { return nil }
    guard let rule = rules.viewRules[type.name] else { throw StoreError.readOnlyView(table.name) }
    return rule
  }
}
