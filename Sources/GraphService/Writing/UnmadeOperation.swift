import EntityModel
import GraphContract
import GraphStore
import HTTPMessages
import JSON
import OData
import Planning

/// An operation that the model declares and no rule does, or a path that goes on from what a function returns: 501, or
/// where the tenant wants it the default of what is declared to come (docs/seeds.md, "Stubs of operations").
struct UnmadeOperation {
  let target: Target
  let operation: Operation
  let arguments: [PathArgument]

  private var context: RequestContext { target.context }
  private var model: EntityModel { target.version.model }

  func answer() throws -> Answer {
    guard context.settings.engine.unmadeOperations == .stub else {
      // What is missing is told first, as the service would.
      try target.walk()
      throw RoutingFailure.notImplemented(feature)
    }
    try checkParameters()
    let listing = try OperationListing(target, operation)
    try target.walk()
    context.trace?.decide("Nothing does \(feature): the answer is a stub.")
    var answer = try listing?.answer([]) ?? stub(of: target.path)
    answer.isStub = true
    return answer
  }

  private var feature: String {
    let name = "the operation '\(operation.shortName)'"
    return target.path.continuation == nil ? name : "what follows " + name
  }

  /// Of each operation of the path: a real one looks at them before it looks for its object.
  private func checkParameters() throws {
    for path in sequence(first: target.path, next: { $0.continuation?.path }) {
      guard case .operation(let operation, let arguments) = path.suffix else { continue }
      _ = try OperationParameters(target: target, operation: operation, arguments: arguments).checked()
    }
  }

  // MARK: Answers

  private func stub(of path: BoundPath) -> Answer {
    if let rest = path.continuation?.path { return stub(of: rest) }
    switch path.suffix {
    case .operation(let operation, _): return operation.returnType.map(value) ?? .noContent
    case .count: return Answer(status: 200, content: .text(Array("0".utf8)))
    case .property(let properties): return properties.last.map { value($0.type) } ?? .noContent
    case .none where context.method == .get:
      return value(TypeReference(.structured(path.type.name), isCollection: path.isCollection))
    case .ref where path.isCollection && context.method == .get:
      return list("Collection($ref)")
    case .stream where context.method == .get: return value(TypeReference(.primitive(.stream)))
    case .none, .ref, .value, .stream: return .noContent
    }
  }

  private func value(_ type: TypeReference) -> Answer {
    if type.element == .primitive(.stream), !type.isCollection {
      return Answer(status: 200, content: .media([], type: "application/octet-stream"))
    }
    guard !type.isCollection else { return list(contextName(type)) }
    return .json(envelope(contextName(type)).value(model.stubValue(of: type)))
  }

  private func list(_ fragment: String) -> Answer { .json(envelope(fragment).list { _ in }) }

  private func envelope(_ fragment: String) -> EnvelopeWriter {
    EnvelopeWriter(base: context.base, context: fragment)
  }

  /// As answers of real operations say it: objects of a set by the set.
  private func contextName(_ type: TypeReference) -> String {
    guard case .structured(let name) = type.element, let declared = model.type(name), declared.kind == .entity
    else { return type.name }
    guard !type.isCollection else { return declared.traits.home ?? type.name }
    return (declared.traits.home ?? declared.name) + "/$entity"
  }
}
