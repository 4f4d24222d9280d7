package import EntityModel
package import JSON

/// What a workload adds to an export, or keeps out of it, for the objects of some types (seed-format section 7).
/// The default implementations do nothing.
package protocol ExportRule: Rule {
  /// Qualified names of the types it is for; derived types are meant too.
  var types: [String] { get }

  /// False for an object that the next load makes by itself.
  func exports(_ entity: Entity, _ transaction: WriteTransaction) throws -> Bool
  /// False for a collection of references that the next load makes by itself.
  func exports(_ navigation: NavigationProperty, of entity: Entity, _ transaction: WriteTransaction) throws
    -> Bool
  /// Stored names of properties that a load gives a value when a seed does not name them: an export names them, also
  /// where they are null or empty.
  func filled(_ entity: Entity, _ transaction: WriteTransaction) throws -> [String]
  /// State that has no place in the object's own shape, by annotation: `@emulator.holders`.
  ///
  /// - Parameter reference: writes an object as `users/{id}`; nil for one that is gone.
  func annotations(
    of entity: Entity, reference: (Int64) throws -> String?, _ transaction: WriteTransaction
  ) throws -> JSONObject
}

extension ExportRule {
  package func exports(_ entity: Entity, _ transaction: WriteTransaction) throws -> Bool { true }

  package func exports(
    _ navigation: NavigationProperty, of entity: Entity, _ transaction: WriteTransaction
  ) throws -> Bool { true }

  package func filled(_ entity: Entity, _ transaction: WriteTransaction) throws -> [String] { [] }

  package func annotations(
    of entity: Entity, reference: (Int64) throws -> String?, _ transaction: WriteTransaction
  ) throws -> JSONObject { [:] }
}

extension WriteTransaction {
  package func exportRules(for entity: Entity) -> [any ExportRule] { exportRules(for: entity.type) }

  package func exportRules(for type: StructuredType) -> [any ExportRule] { rules.exportRules(for: type) }
}

extension RuleBook {
  /// Those of the base types first.
  func exportRules(for type: StructuredType) -> [any ExportRule] {
    (type.baseType.map(exportRules) ?? []) + (exportRules[type.name] ?? [])
  }
}
