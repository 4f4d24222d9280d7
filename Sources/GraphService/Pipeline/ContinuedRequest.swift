import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// A path that goes on from the object that a function finds: what follows is asked of that object, where it lives.
struct ContinuedRequest {
  private let target: Target
  private let operation: Operation
  private let arguments: [PathArgument]
  private let conditions: [EffectCondition]
  private let rest: BoundPath
  private let rules: RuleBook

  /// nil where the path ends, or nothing says how the function finds its object.
  init?(_ target: Target, _ operation: Operation, _ arguments: [PathArgument], _ rules: RuleBook) {
    guard let rest = target.path.continuation?.path,
      case .find(let conditions)? = operation.effect(in: target.version.model)?.act
    else { return nil }
    (self.target, self.operation, self.arguments) = (target, operation, arguments)
    (self.conditions, self.rest, self.rules) = (conditions, rest, rules)
  }

  func answer() throws -> Answer {
    let request = try BoundRequest(checking: path(from: found()), target.context)
    return try PlannedWork(Target(request, target.style), rules).run()
  }

  private func found() throws -> Entity {
    guard let effect = operation.effect(in: target.version.model) else {
      throw StateMissing.object(of: target)
    }
    let parameters = try OperationParameters(target: target, operation: operation, arguments: arguments)
      .checked()
    return try target.find { transaction, walked in
      try EffectCall(
        operation, effect, parameters: parameters, target: target, walked: walked, transaction: transaction
      ).found(conditions)
    }
  }

  /// `sites/{id}` and what follows.
  private func path(from object: Entity) throws -> BoundPath {
    guard let home = target.type(of: object).traits.home else {
      throw RoutingFailure.notImplemented("what follows the operation '\(operation.shortName)'")
    }
    let start = try PathBinder.bind(ResourcePath.parse("/\(home)/\(object.id)"), to: target.version.model)
    var path = rest
    path.steps = start.steps + rest.steps
    return path
  }
}
