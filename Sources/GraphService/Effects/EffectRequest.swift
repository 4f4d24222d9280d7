import EntityModel
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
    return try OperationAnswer(target: target, operation: operation).answer { transaction, walked in
      var call = EffectCall(
        operation, effect, parameters: parameters, sent: sent, target: target, walked: walked,
        transaction: transaction)
      return try call.result()
    }
  }

  private func sent() throws -> JSONObject {
    guard operation.kind == .action else { return [:] }
    return try BodyReader(request: target.context.request).optionalJSON()?.objectValue ?? [:]
  }
}
