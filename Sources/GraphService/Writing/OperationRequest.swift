import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// An invocation of a bound action or function.
struct OperationRequest {
  let target: Target
  let operation: Operation
  let arguments: [PathArgument]
  /// nil for one that is not imitated.
  let rule: (any OperationRule)?

  private var context: RequestContext { target.context }
  private var version: ServiceVersion { target.version }

  func answer() throws -> Answer {
    guard let rule else {
      throw RoutingFailure.notImplemented("the operation '\(operation.shortName)'")
    }
    let parameters = try self.parameters()
    let listing = try OperationListing(target, operation)
    var listed: [Int64]?
    let answer = try target.write { transaction, walked in
      let call = OperationCall(
        operation: operation, entity: try entity(walked, transaction), parameters: parameters)
      return try transaction.run(rule, .operation, of: operation.name) { try rule.invoke(call, transaction) }
    } answer: { result, _, _, reader in
      guard listing != nil, case .entities(let keys, _) = result else {
        return try self.answer(result, reader)
      }
      listed = keys
      return .noContent
    }
    guard let listing, let listed else { return answer }
    return try listing.answer(listed)
  }

  /// The last object of the path that has a row.
  private func entity(_ walked: Resolver.Walked, _ transaction: WriteTransaction) throws -> Entity? {
    for (hop, located) in zip(target.plan.hops, walked.objects).reversed() {
      guard let located, let table = version.table(of: hop.type) else { continue }
      if let entity = try transaction.entity(key: located.key, in: table) { return entity }
    }
    return nil
  }

  // MARK: Parameters

  private func parameters() throws -> [String: JSONValue] {
    let given = try operation.kind == .action ? bodyParameters() : pathParameters()
    let missing = operation.parameters.filter { !$0.isNullable && given[$0.name] == nil }.map(\.name)
    guard missing.isEmpty else {
      throw BodyFailure.parametersMissing(operation: operation.shortName, names: missing)
    }
    return given
  }

  private func bodyParameters() throws -> [String: JSONValue] {
    let reader = BodyReader(request: context.request)
    guard let body = try reader.optionalJSON() else { return [:] }
    guard case .object(let object) = body else { throw BodyFailure.malformedJSON }
    if let name = object.nameRepeatedInAnotherCase {
      throw BodyFailure.payload(.repeatedProperty(name: name, path: "$.\(name)"))
    }
    var parameters: [String: JSONValue] = [:]
    let large = reader.sendsLargeNumbersAsText ? LargeNumbers(model: version.model, form: .number) : nil
    for member in object.members where !member.name.hasPrefix("@") {
      let (name, value) = try parameter(member.name, member.value, large)
      parameters[name] = value
    }
    return parameters
  }

  private func pathParameters() throws -> [String: JSONValue] {
    var parameters: [String: JSONValue] = [:]
    for argument in arguments {
      guard let name = argument.name, let text = try text(of: argument.value) else { continue }
      let (declared, value) = try parameter(name, .string(text), nil)
      parameters[declared] = value
    }
    return parameters
  }

  /// The text of an argument; `@p` stands for the query option of that name.
  private func text(of value: PathArgument.Value) throws -> String? {
    guard case .alias(let name) = value else { return value.keyText }
    guard let text = target.query.options.aliases[name] else { return nil }
    guard let literal = Literal.reading(text) else { return text }
    return PathArgument.Value.literal(literal).keyText
  }

  private func parameter(
    _ name: String, _ value: JSONValue, _ large: LargeNumbers?
  ) throws -> (String, JSONValue) {
    guard let parameter = operation.parameters.first(where: { $0.name.lowercased() == name.lowercased() })
    else {
      throw BodyFailure.parameterUnknown(operation: operation.shortName, name: name)
    }
    let property = ParameterValue(model: version.model, parameter: parameter)
    do { return (parameter.name, try property.bind(large?.value(value, parameter.type) ?? value)) } catch {
      throw BodyFailure.payload(error)
    }
  }

  // MARK: Result

  private func answer(_ result: OperationResult, _ reader: Reader) throws -> Answer {
    switch result {
    case .empty(let status): return Answer(status: status)
    case .entity(let key, let type, let status, let names):
      return try entity(key, type, status, names, reader)
    case .entities(let keys, let type): return try entities(keys, type, reader)
    case .value(let value): return .json(envelope(shown(value)))
    }
  }

  private func entity(
    _ key: Int64, _ type: StructuredType, _ status: Int, _ names: [String], _ reader: Reader
  ) throws -> Answer {
    let written = WrittenObject(context: context, planner: target.selectingPlanner)
    let bytes = try written.bytes(key: key, type: type, fallback: type.name, adding: names, reader)
    var answer = Answer.json(bytes, status: status)
    if status == 202, let id = try JSONObject(answer: bytes)["id"]?.stringValue {
      answer.location = ObjectURL(set: "\(context.base)/\(type.traits.home ?? "")", id: id).text
    }
    return answer
  }

  /// One page, whatever there is.
  private func entities(_ keys: [Int64], _ type: StructuredType, _ reader: Reader) throws -> Answer {
    guard let declared = version.model.type(type.name) else { throw StoreError.unknownType(type.name) }
    let list = try target.planner.returned(declared)
    let limit = try target.planner.returnedLimit(declared) ?? keys.count
    let values = ReadValues(
      identifier: .text("[\(keys.map(String.init).joined(separator: ","))]"), limit: limit + 1,
      request: context.run(list.values))
    var envelope = EnvelopeWriter(base: context.base, context: list.plan.context.text { _ in "" })
    if let count = list.plan.count { envelope.add(count: try reader.count(count, values)) }
    return .json(
      try envelope.list { bytes in _ = try reader.appendPage(list.plan.first, values, to: &bytes) })
  }

  /// Rules make values for all versions, in the store's own names: members that this one does not know are left out,
  /// and later members of enumerations are hidden.
  private func shown(_ value: JSONValue) -> JSONValue {
    guard let type = operation.returnType else { return value }
    let model = version.model
    let conversion = ValueConversion(
      .plain("value", type), model: model, stored: version.schema.model, style: context.style,
      translating: !type.isPrimitive)
    return conversion?.converted(value) ?? value
  }

  private func envelope(_ value: JSONValue) -> [UInt8] {
    EnvelopeWriter(base: context.base, context: operation.returnType?.name ?? "Edm.Untyped").value(value)
  }
}

/// A parameter's value, checked as a property of that type would be.
private struct ParameterValue {
  let model: EntityModel
  let parameter: Operation.Parameter

  func bind(_ value: JSONValue) throws(PayloadError) -> JSONValue {
    guard !(value.isNull && parameter.isNullable) else { return .null }
    return try ValueBinder(model: model, keepsMissing: false)
      .value(value, named: parameter.name, as: parameter.type, path: "$." + parameter.name)
  }
}
