import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// An invocation of an operation that no rule does, and of which the model's table says what it does.
struct EffectRequest {
  private let target: Target
  private let operation: Operation
  private let arguments: [PathArgument]
  private let effect: OperationEffect

  /// nil for an operation of which the table says nothing, and for a path that goes on.
  init?(_ target: Target, _ operation: Operation, _ arguments: [PathArgument]) {
    guard target.path.continuation == nil, let effect = operation.effect(in: target.version.model) else {
      return nil
    }
    (self.target, self.operation, self.arguments, self.effect) = (target, operation, arguments, effect)
  }

  func answer() throws -> Answer {
    let parameters = try OperationParameters(target: target, operation: operation, arguments: arguments)
      .checked()
    let sent = try sent()
    do {
      return try OperationAnswer(target: target, operation: operation).answer { transaction, walked in
        var call = EffectCall(
          operation, effect, parameters: parameters, sent: sent, target: target, walked: walked,
          transaction: transaction)
        return try call.result()
      }
    } catch RoutingFailure.notImplemented(let feature) {
      return try unmade(feature)
    }
  }

  /// What the table says cannot be done at this place: nothing of it is.
  private func unmade(_ feature: String) throws -> Answer {
    guard target.context.settings.engine.unmadeOperations == .stub else {
      throw RoutingFailure.notImplemented(feature)
    }
    return try UnmadeOperation(target: target, operation: operation, arguments: arguments).answer()
  }

  private func sent() throws -> JSONObject {
    guard operation.kind == .action else { return [:] }
    return try BodyReader(request: target.context.request).optionalJSON()?.objectValue ?? [:]
  }
}
