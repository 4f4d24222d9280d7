import EntityModel
import JSON

/// Checks one primitive value and normalizes it (OData JSON Format 4.01, section 7.1).
struct PrimitiveBinder {
  let name: String
  let type: PrimitiveType
  let path: String

  func bind(_ value: JSONValue) throws(PayloadError) -> JSONValue {
    switch type {
    case .string, .stream, .untyped: return type == .untyped ? value : .string(try text(value))
    case .boolean:
      guard case .bool = value else { throw wrongKind(value) }
      return value
    case .byte: return try integer(value, 0...255)
    case .sbyte: return try integer(value, -128...127)
    case .int16: return try integer(value, Int(Int16.min)...Int(Int16.max))
    case .int32: return try integer(value, Int(Int32.min)...Int(Int32.max))
    case .int64: return try integer(value, Int.min...Int.max)
    case .single, .double, .decimal: return try real(value)
    case .guid: return try literal(value) { Guid.normalized($0) }
    case .dateTimeOffset: return try literal(value) { Timestamp.normalized($0) }
    case .date: return try literal(value) { Timestamp.isDate($0) ? $0 : nil }
    case .timeOfDay: return try literal(value) { Timestamp.timeOfDay($0) }
    case .duration: return try literal(value) { ISODuration.isValid($0) ? $0 : nil }
    case .binary: return try literal(value) { Base64.normalized($0) }
    }
  }

  private func wrongKind(_ value: JSONValue) -> PayloadError {
    .wrongKind(name: name, expected: TypeReference(.primitive(type)), path: path, text: value.scalarText)
  }

  private func text(_ value: JSONValue) throws(PayloadError) -> String {
    guard case .string(let text) = value else { throw wrongKind(value) }
    // SQLite takes the character for the end of the text.
    guard !text.utf8.contains(0) else {
      throw .invalidLiteral(name: name, text: text, expected: type, path: path)
    }
    return text
  }

  private func literal(_ value: JSONValue, _ normalized: (String) -> String?) throws(PayloadError)
    -> JSONValue
  {
    let text = try text(value)
    guard let normalized = normalized(text) else {
      throw .invalidLiteral(name: name, text: text, expected: type, path: path)
    }
    return .string(normalized)
  }

  private func integer(_ value: JSONValue, _ range: ClosedRange<Int>) throws(PayloadError) -> JSONValue {
    guard case .number(let text) = value else { throw wrongKind(value) }
    guard let number = Int(text) else {
      throw .invalidLiteral(name: name, text: text, expected: type, path: path)
    }
    guard range.contains(number) else { throw .outOfRange(name: name, text: text, path: path) }
    return .number(number)
  }

  private func real(_ value: JSONValue) throws(PayloadError) -> JSONValue {
    switch value {
    case .number: return value
    case .string(let text) where ["INF", "-INF", "NaN"].contains(text) && type != .decimal: return value
    default: throw wrongKind(value)
    }
  }
}

extension JSONValue {
  /// The text of a value that is neither an array nor an object.
  fileprivate var scalarText: String? {
    switch self {
    case .string(let text), .number(let text): text
    case .bool(let value): value ? "true" : "false"
    case .null: "null"
    case .array, .object: nil
    }
  }
}
