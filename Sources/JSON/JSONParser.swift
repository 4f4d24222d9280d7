/// Why a text is no JSON: the byte at which it stops being so.
package struct JSONSyntaxError: Error, Equatable {
  package let offset: Int
  package let reason: String
}

extension JSONValue {
  /// How many arrays and objects may stand in each other in what describes one object.
  package static let depthLimit = 100
  /// The same of what has others around it: those that contain the object.
  package static let surroundedDepthLimit = 400

  /// Parses a whole text (RFC 8259): one value, nothing after it but blanks.
  ///
  /// Duplicate names are refused, since which one counts is nowhere defined; nesting is limited so that hostile
  /// input cannot exhaust the stack.
  package static func parse(_ bytes: [UInt8], depthLimit: Int = depthLimit) throws(JSONSyntaxError)
    -> JSONValue
  {
    var parser = JSONParser(bytes: bytes, depthLimit: depthLimit)
    return try parser.document()
  }

  package static func parse(_ text: String) throws(JSONSyntaxError) -> JSONValue {
    try parse(Array(text.utf8))
  }
}

private struct JSONParser {
  let bytes: [UInt8]
  let depthLimit: Int
  var position = 0
  var depth = 0

  init(bytes: [UInt8], depthLimit: Int) {
    self.bytes = bytes
    self.depthLimit = depthLimit
    // A byte order mark is not JSON, but editors write it and every service tolerates it.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  mutating func document() throws(JSONSyntaxError) -> JSONValue {
    skipBlanks()
    let value = try value()
    skipBlanks()
    guard position == bytes.count else { throw failure("end of text expected") }
    return value
  }

  func failure(_ reason: String) -> JSONSyntaxError { JSONSyntaxError(offset: position, reason: reason) }

  var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func skipBlanks() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  mutating func value() throws(JSONSyntaxError) -> JSONValue {
    switch current {
    case UInt8(ascii: "{"): return .object(try nested { p throws(JSONSyntaxError) in try p.object() })
    case UInt8(ascii: "["): return .array(try nested { p throws(JSONSyntaxError) in try p.array() })
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  mutating func nested<Value>(
    _ body: (inout JSONParser) throws(JSONSyntaxError) -> Value
  ) throws(JSONSyntaxError) -> Value {
    depth += 1
    guard depth <= depthLimit else { throw failure("nested too deeply") }
    defer { depth -= 1 }
    position += 1
    return try body(&self)
  }

  mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONSyntaxError) -> JSONValue {
    let end = position + text.utf8CodeUnitCount
    let matches = text.withUTF8Buffer { end <= bytes.count && bytes[position..<end].elementsEqual($0) }
    guard matches else { throw failure("a value expected") }
    position = end
    return value
  }

  mutating func object() throws(JSONSyntaxError) -> JSONObject {
    var members: [JSONObject.Member] = []
    var names: Set<String> = []
    skipBlanks()
    if take("}") { return JSONObject() }
    while true {
      skipBlanks()
      guard current == UInt8(ascii: "\"") else { throw failure("a member name expected") }
      let name = try string()
      guard names.insert(name).inserted else { throw failure("member '\(name)' occurs twice") }
      skipBlanks()
      guard take(":") else { throw failure("':' expected") }
      skipBlanks()
      members.append(JSONObject.Member(name: name, value: try value()))
      skipBlanks()
      if take("}") { return JSONObject(members) }
      guard take(",") else { throw failure("',' or '}' expected") }
    }
  }

  mutating func array() throws(JSONSyntaxError) -> [JSONValue] {
    var elements: [JSONValue] = []
    skipBlanks()
    if take("]") { return elements }
    while true {
      skipBlanks()
      elements.append(try value())
      skipBlanks()
      if take("]") { return elements }
      guard take(",") else { throw failure("',' or ']' expected") }
    }
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  mutating func number() throws(JSONSyntaxError) -> String {
    let start = position
    _ = take("-")
    if !take("0") { try digits() }
    if take(".") { try digits() }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      try digits()
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  mutating func digits() throws(JSONSyntaxError) {
    let start = position
    while let byte = current, byte >= 0x30, byte <= 0x39 { position += 1 }
    guard position > start else { throw failure("a value expected") }
  }

  mutating func string() throws(JSONSyntaxError) -> String {
    position += 1
    let start = position
    while let byte = current, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
      position += 1
    }
    guard current == UInt8(ascii: "\"") else { return try escapedString(from: start) }
    defer { position += 1 }
    return try validated(bytes[start..<position])
  }

  mutating func escapedString(from start: Int) throws(JSONSyntaxError) -> String {
    var decoded = Array(bytes[start..<position])
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return try validated(decoded[...])
      case UInt8(ascii: "\\"):
        position += 1
        try escape(into: &decoded)
      case 0..<0x20:
        throw failure("control character in a string")
      default:
        decoded.append(byte)
        position += 1
      }
    }
    throw failure("string without end")
  }

  func validated(_ bytes: ArraySlice<UInt8>) throws(JSONSyntaxError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw failure("string is not UTF-8") }
    return text
  }

  mutating func escape(into decoded: inout [UInt8]) throws(JSONSyntaxError) {
    guard let byte = current else { throw failure("string without end") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(byte)
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "u"): decoded.append(contentsOf: String(try unicodeScalar()).utf8)
    default: throw failure("unknown escape")
    }
  }

  mutating func unicodeScalar() throws(JSONSyntaxError) -> Unicode.Scalar {
    let unit = try hexUnit()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard unit < 0xDC00, take("\\"), take("u") else { throw failure("half a surrogate pair") }
    let low = try hexUnit()
    guard (0xDC00..<0xE000).contains(low) else { throw failure("half a surrogate pair") }
    let value = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
    guard let scalar = Unicode.Scalar(value) else { throw failure("half a surrogate pair") }
    return scalar
  }

  mutating func hexUnit() throws(JSONSyntaxError) -> UInt32 {
    guard position + 4 <= bytes.count else { throw failure("four hexadecimal digits expected") }
    var value: UInt32 = 0
    for byte in bytes[position..<position + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure("four hexadecimal digits expected")
      }
      value = value << 4 | UInt32(digit)
    }
    position += 4
    return value
  }
}
