import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// What a request gives an operation, checked against its declaration.
struct OperationParameters {
  let target: Target
  let operation: Operation
  /// Of a function, as the path has them.
  let arguments: [PathArgument]

  private var context: RequestContext { target.context }
  private var version: ServiceVersion { target.version }

  /// By the names of the declaration; only those that were given.
  ///
  /// - Throws: `BodyFailure`
  func checked() throws -> [String: JSONValue] {
    let given = try operation.kind == .action ? bodyParameters() : pathParameters()
    let missing = operation.parameters.filter { !$0.isNullable && given[$0.name] == nil }.map(\.name)
    guard missing.isEmpty else {
      throw BodyFailure.parametersMissing(operation: operation.shortName, names: missing)
    }
    return given
  }

  /// That the path names none but declared ones, whatever their values.
  func checkNames() throws(BodyFailure) {
    for argument in arguments { if let name = argument.name { _ = try declared(name) } }
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
      let parameter = try declared(member.name)
      parameters[parameter.name] = try bound(
        large?.value(member.value, parameter.type) ?? member.value, parameter)
    }
    return parameters
  }

  private func pathParameters() throws -> [String: JSONValue] {
    var parameters: [String: JSONValue] = [:]
    for argument in arguments {
      guard let name = argument.name else { continue }
      let parameter = try declared(name)
      guard let value = value(of: argument.value, parameter.type) else { continue }
      parameters[parameter.name] = try bound(value, parameter)
    }
    return parameters
  }

  private func declared(_ name: String) throws(BodyFailure) -> Operation.Parameter {
    guard let parameter = operation.parameters.first(where: { $0.name.lowercased() == name.lowercased() })
    else {
      throw .parameterUnknown(operation: operation.shortName, name: name)
    }
    return parameter
  }

  private func bound(_ value: JSONValue, _ parameter: Operation.Parameter) throws(BodyFailure) -> JSONValue {
    guard !(value.isNull && parameter.isNullable) else { return .null }
    let binder = ValueBinder(model: version.model, keepsMissing: false)
    let value = parameter.truth(told: value) ?? value
    do {
      return try binder.value(value, named: parameter.name, as: parameter.type, path: "$." + parameter.name)
    } catch { throw .payload(error) }
  }
}

// MARK: Arguments in the path

extension OperationParameters {
  /// `@p` stands for the query option of that name; nil where there is none.
  private func value(of argument: PathArgument.Value, _ type: TypeReference) -> JSONValue? {
    switch argument {
    case .literal(let literal): return Self.value(literal, type)
    case .word(let word): return .string(word)
    case .alias(let name):
      guard let text = target.query.options.aliases[name] else { return nil }
      if let literal = Literal.reading(text) { return Self.value(literal, type) }
      // Objects and collections are written as JSON (OData URL Conventions 4.01, section 5.1.1.13).
      return (try? JSONValue.parse(text)) ?? .string(text)
    }
  }

  /// In JSON's form, so that it is checked as a value in a body would be: a number is no text.
  private static func value(_ literal: Literal, _ type: TypeReference) -> JSONValue {
    switch literal {
    case .null: .null
    case .boolean(let value) where type.element == .primitive(.boolean) || type.isText: .bool(value)
    case .integer(let text) where type.isNumber || type.isText: .number(text)
    case .decimal(let text) where type.isNumber || type.isText: .number(text)
    case .double(let text) where type.isNumber && !text.hasSuffix("INF") && text != "NaN": .number(text)
    default: .string(PathArgument.Value.literal(literal).keyText ?? "")
    }
  }
}

extension Operation.Parameter {
  /// `"true"` and `"false"` as the truth that they tell: published examples of actions write it so, and the service takes it.
  fileprivate func truth(told value: JSONValue) -> JSONValue? {
    guard type.element == .primitive(.boolean), !type.isCollection, let text = value.stringValue else {
      return nil
    }
    switch text.lowercased() {
    case "true": return .bool(true)
    case "false": return .bool(false)
    default: return nil
    }
  }
}

extension TypeReference {
  fileprivate var isText: Bool { element == .primitive(.string) && !isCollection }

  fileprivate var isNumber: Bool {
    switch element {
    case .primitive(.byte), .primitive(.decimal), .primitive(.double), .primitive(.int16), .primitive(.int32),
      .primitive(.int64), .primitive(.sbyte), .primitive(.single):
      !isCollection
    default: false
    }
  }
}
