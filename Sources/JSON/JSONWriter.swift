extension [UInt8] {
  /// Appends the UTF-8 of a text as it is, without quotes.
  @inline(__always)
  package mutating func append(raw text: String) {
    var text = text
    // At once, and not byte by byte as the view of its UTF-8.
    text.withUTF8 { append(contentsOf: $0) }
  }

  /// Appends the UTF-8 of a literal as it is, without quotes.
  @inline(__always)
  package mutating func append(literal text: StaticString) {
    text.withUTF8Buffer { append(contentsOf: $0) }
  }

  /// Appends a text as a JSON string: `a"b` as `"a\"b"`.
  package mutating func append(jsonString text: String) {
    append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { bytes in
      if bytes.contains(where: Self.isEscaped) {
        for byte in bytes { append(jsonByte: byte) }
      } else {
        append(contentsOf: bytes)  // Hardly any text needs more.
      }
    }
    append(UInt8(ascii: "\""))
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func append(jsonByte byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append(literal: "\\\"")
    case UInt8(ascii: "\\"): append(literal: "\\\\")
    case 0x0A: append(literal: "\\n")
    case 0x0D: append(literal: "\\r")
    case 0x09: append(literal: "\\t")
    case 0..<0x20:
      append(literal: "\\u00")
      append(Self.hexDigits[Int(byte >> 4)])
      append(Self.hexDigits[Int(byte & 15)])
    default: append(byte)
    }
  }

  private static let hexDigits: [UInt8] = Array("0123456789abcdef".utf8)

  /// Appends a value in the shortest form, without blanks.
  package mutating func append(json value: JSONValue) {
    switch value {
    case .null: append(literal: "null")
    case .bool(true): append(literal: "true")
    case .bool(false): append(literal: "false")
    case .number(let text): append(raw: text)
    case .string(let text): append(jsonString: text)
    case .array(let elements): append(jsonArray: elements)
    case .object(let object): append(jsonObject: object)
    }
  }

  private mutating func append(jsonArray elements: [JSONValue]) {
    append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { append(UInt8(ascii: ",")) }
      append(json: element)
    }
    append(UInt8(ascii: "]"))
  }

  package mutating func append(jsonObject object: JSONObject) {
    append(UInt8(ascii: "{"))
    for (index, member) in object.members.enumerated() {
      if index > 0 { append(UInt8(ascii: ",")) }
      append(jsonString: member.name)
      append(UInt8(ascii: ":"))
      append(json: member.value)
    }
    append(UInt8(ascii: "}"))
  }
}

extension JSONValue {
  /// The value as bytes in the shortest form.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(json: self)
    return bytes
  }

  /// The value as text in the shortest form.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Adds the value with a line for each member and element, two blanks further in than it is itself, and without a
  /// newline at the end.
  package func append(to bytes: inout [UInt8], indentation: Int) {
    switch self {
    case .array(let elements) where !elements.isEmpty:
      var separator: StaticString = "["
      for element in elements {
        bytes.append(literal: separator)
        bytes.appendLine(indentation + 2)
        element.append(to: &bytes, indentation: indentation + 2)
        separator = ","
      }
      bytes.appendLine(indentation)
      bytes.append(UInt8(ascii: "]"))
    case .object(let object) where !object.isEmpty:
      var separator: StaticString = "{"
      for member in object.members {
        bytes.append(literal: separator)
        bytes.appendLine(indentation + 2)
        bytes.append(jsonString: member.name)
        bytes.append(literal: ": ")
        member.value.append(to: &bytes, indentation: indentation + 2)
        separator = ","
      }
      bytes.appendLine(indentation)
      bytes.append(UInt8(ascii: "}"))
    case .null, .bool, .number, .string, .array, .object: bytes.append(json: self)
    }
  }
}

extension [UInt8] {
  /// Begins a line with so many blanks.
  package mutating func appendLine(_ indentation: Int) {
    append(0x0A)
    var left = indentation
    while left > 0 {
      let count = Swift.min(left, Self.blanks.utf8CodeUnitCount)
      append(contentsOf: UnsafeBufferPointer(start: Self.blanks.utf8Start, count: count))
      left -= count
    }
  }

  private static var blanks: StaticString { "                                " }
}
