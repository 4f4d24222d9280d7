import EntityModel
import GraphContract
import GraphStore
import OData
import Planning

/// An invocation of a bound action or function.
struct OperationRequest {
  let target: Target
  let operation: Operation
  let arguments: [PathArgument]
  /// nil for one that is not imitated.
  let rule: (any OperationRule)?

  private var version: ServiceVersion { target.version }

  func answer() throws -> Answer {
    guard let rule, target.path.continuation == nil else {
      return try UnmadeOperation(target: target, operation: operation, arguments: arguments).answer()
    }
    let parameters = try OperationParameters(target: target, operation: operation, arguments: arguments)
      .checked()
    return try OperationAnswer(target: target, operation: operation).answer { transaction, walked in
      let call = OperationCall(
        operation: operation, entity: try entity(walked, transaction), parameters: parameters)
      return try transaction.run(rule, .operation, of: operation.name) { try rule.invoke(call, transaction) }
    }
  }

  /// The last object of the path that has a row.
  private func entity(_ walked: Resolver.Walked, _ transaction: WriteTransaction) throws -> Entity? {
    for (hop, located) in zip(target.plan.hops, walked.objects).reversed() {
      guard let located, let table = version.table(of: hop.type) else { continue }
      if let entity = try transaction.entity(key: located.key, in: table) { return entity }
    }
    return nil
  }
}
