import EntityModel
import JSON
import OData
import Planning

/// The body of an answer in another format than the usual one. Few clients want that, so it is made of the finished
/// body, and whoever does not want it pays nothing.
struct FormattedPayload {
  let format: ResponseFormat
  let shape: PayloadShape
  let model: EntityModel
  /// Makes the links of `full`; nil where no object can be.
  let links: ObjectLinks?

  /// - Throws: `UnreadableAnswer`
  func bytes(_ body: [UInt8]) throws -> [UInt8] {
    var payload = try JSONObject(answer: body)
    if format.metadata == .full, let links { payload = links.written(in: payload) }
    if format.isIEEE754Compatible {
      payload = LargeNumbers(model: model, form: .text).payload(payload, shape)
    }
    if format.metadata == .none { payload = Self.bare(payload) }
    return JSONValue.object(payload).bytes
  }

  // MARK: No metadata

  /// - Throws: `UnreadableAnswer`
  static func bare(_ body: [UInt8]) throws -> [UInt8] {
    JSONValue.object(bare(try JSONObject(answer: body))).bytes
  }

  /// Without annotations, but for those that a client cannot do without.
  private static func bare(_ object: JSONObject) -> JSONObject {
    // A reference consists of its URL.
    let isReference = object.members.allSatisfy { isDispensable($0.name) }
    return JSONObject(
      object.members.compactMap { member in
        guard !isDispensable(member.name) || isReference && member.name == "@odata.id" else { return nil }
        return JSONObject.Member(name: member.name, value: bare(member.value))
      })
  }

  private static func bare(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(let object): .object(bare(object))
    case .array(let elements): .array(elements.map(bare))
    case .null, .bool, .number, .string: value
    }
  }

  /// `@odata.type`, `members@odata.context`
  private static func isDispensable(_ name: String) -> Bool {
    guard let range = name.firstRange(of: "@odata.") else { return false }
    return !["nextLink", "count", "deltaLink"].contains(name[range.upperBound...])
  }
}

/// Where the objects or values of a body stand.
enum PayloadShape: Equatable {
  /// The members of one object stand in the envelope.
  case object(StructuredType)
  /// `value` holds the value, or all of them.
  case value(TypeReference)
  /// References: `@odata.id` is what they consist of.
  case links

  static func == (left: PayloadShape, right: PayloadShape) -> Bool {
    switch (left, right) {
    case (.object(let left), .object(let right)): left === right
    case (.value(let left), .value(let right)): left == right
    case (.links, .links): true
    default: false
    }
  }
}

extension PayloadShape {
  /// What a path answers; nil for what has no JSON body.
  init?(_ path: BoundPath, _ method: Method, _ model: EntityModel) {
    if let rest = path.continuation?.path {
      self.init(rest, method, model)
      return
    }
    switch path.suffix {
    case .none where path.isCollection && method == .get:
      self = .value(TypeReference(.structured(path.type.name), isCollection: true))
    case .none, .stream: self = .object(path.type)
    case .ref: self = .links
    case .property(let properties): self.init(properties.last?.type, model)
    case .operation(let operation, _): self.init(operation.returnType, model)
    case .count, .value: return nil
    }
  }

  private init?(_ type: TypeReference?, _ model: EntityModel) {
    guard let type else { return nil }
    if case .structured(let name) = type.element, !type.isCollection, let object = model.type(name) {
      self = .object(object)
    } else {
      self = .value(type)
    }
  }
}
