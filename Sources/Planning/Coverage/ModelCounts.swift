import EntityModel
import GraphStore

/// How much the model of a version has.
package struct ModelCounts: Sendable, Equatable {
  /// In the container.
  package var (entitySets, singletons) = (0, 0)
  /// Types by their kind.
  package var (entityTypes, complexTypes, enumerations) = (0, 0, 0)
  /// Each where it is declared, not where it is inherited.
  package var (properties, navigationProperties) = (0, 0)
  /// Overloads one by one.
  package var (actions, functions) = (0, 0)
  /// Of the actions and functions those that do something; the others are 501, or a stub.
  package var imitatedOperations = 0
}

extension RouteCoverage {
  /// - Parameter name: of a version: `v1.0`.
  package func counts(version name: String) -> ModelCounts? {
    guard let model = version(name)?.model else { return nil }
    var counts = ModelCounts()
    counts.entitySets = model.container.count { $0.kind == .entitySet }
    counts.singletons = model.container.count - counts.entitySets
    counts.enumerations = model.enumerationCount
    for type in model.structuredTypes {
      if type.kind == .entity { counts.entityTypes += 1 } else { counts.complexTypes += 1 }
      counts.properties += type.ownProperties.count
      counts.navigationProperties += type.ownNavigationProperties.count
    }
    for operation in model.everyOperation {
      if operation.kind == .action { counts.actions += 1 } else { counts.functions += 1 }
      if isImitated(operation, model) { counts.imitatedOperations += 1 }
    }
    return counts
  }

  private func isImitated(_ operation: Operation, _ model: EntityModel) -> Bool {
    operation.traits.listsChanges || operation.uploadedStream != nil || operation.effect(in: model) != nil
      || rules.operation(operation) != nil
  }
}
