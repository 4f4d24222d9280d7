package import EntityModel
package import JSON

/// What an action or a function of the model does. Functions run in a write transaction too, so that they see the
/// state that every rule sees.
package protocol OperationRule: Rule {
  /// Qualified names; all overloads come here.
  var operations: [String] { get }

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult
}

/// One invocation, checked against the declaration.
package struct OperationCall: Sendable {
  package let operation: Operation
  /// What it is bound to: the object, or for a collection the object that the collection hangs off; nil for the
  /// collection of a whole set.
  package let entity: Entity?
  /// By the name of the declaration; only those that were given.
  package let parameters: [String: JSONValue]

  package init(operation: Operation, entity: Entity?, parameters: [String: JSONValue]) {
    self.operation = operation
    self.entity = entity
    self.parameters = parameters
  }
}

/// What an operation answers with.
package enum OperationResult: Sendable {
  /// 204, or another status with no body at all.
  case empty(status: Int)
  /// No body, and where the client sees how it goes on: a path from the service root, whose URL is in that header.
  case started(status: Int, at: String, header: String = "Location")
  /// The object in its default representation; names of `SelectOnly` properties may be added.
  case entity(key: Int64, type: StructuredType, status: Int, adding: [String])
  /// Objects of one declared type, in this order.
  case entities(keys: [Int64], type: StructuredType)
  /// A primitive or complex value, or a collection of them.
  case value(JSONValue, status: Int = 200)
}

extension RuleBook {
  /// Of that overload; nil for one that our own documents know nothing of.
  package func operation(_ operation: Operation) -> (any OperationRule)? {
    operation.isFurther ? nil : operationRules[operation.name]
  }
}
