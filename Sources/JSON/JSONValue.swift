/// A JSON text as a tree that keeps what Foundation's parser drops: the order of members and the digits of
/// numbers (RFC 8259).
///
/// Seeds are loaded in document order and money-like numbers must come back as they were sent, so both matter.
public enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  /// The number's own text: `1`, `-0.50`, `1e9`.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

extension JSONValue {
  /// Whether more arrays and objects stand in each other than that.
  package func isNested(deeperThan levels: Int) -> Bool {
    switch self {
    case .null, .bool, .number, .string: false
    case .array(let items): levels == 0 || items.contains { $0.isNested(deeperThan: levels - 1) }
    case .object(let object):
      levels == 0 || object.members.contains { $0.value.isNested(deeperThan: levels - 1) }
    }
  }

  package static func number(_ value: Int) -> JSONValue { .number(String(value)) }

  package var stringValue: String? {
    guard case .string(let value) = self else { return nil }
    return value
  }

  package var boolValue: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  /// The number as an integer; nil when it has a fraction, an exponent or is too large.
  package var intValue: Int? {
    guard case .number(let text) = self else { return nil }
    return Int(text)
  }

  package var arrayValue: [JSONValue]? {
    guard case .array(let value) = self else { return nil }
    return value
  }

  package var objectValue: JSONObject? {
    guard case .object(let value) = self else { return nil }
    return value
  }

  package var isNull: Bool { self == .null }

  /// What the value is called in an error message.
  package var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "a Boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self = .string(value) }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements.map { JSONObject.Member(name: $0.0, value: $0.1) }))
  }
}

extension JSONValue: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}
