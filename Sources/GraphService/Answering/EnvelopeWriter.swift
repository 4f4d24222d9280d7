import JSON

/// Writes what stands around the data of a JSON answer: `{"@odata.context":"…","@odata.count":2,"value":[…]}`.
struct EnvelopeWriter {
  private var bytes: [UInt8] = []

  /// - Parameters:
  ///   - base: the service root.
  ///   - context: the fragment of the context URL; nil where it has none.
  ///   - size: of the whole, about.
  init(base: String, context: String? = nil, size: Int = 2048) {
    bytes.reserveCapacity(size)
    bytes.append(literal: "{\"@odata.context\":\"")
    bytes.append(raw: base)
    bytes.append(literal: "/$metadata")
    if let context {
      bytes.append(UInt8(ascii: "#"))
      bytes.append(raw: context)
    }
    bytes.append(literal: "\"")
  }

  mutating func add(count: Int) {
    bytes.append(literal: ",\"@odata.count\":")
    bytes.append(raw: String(count))
  }

  /// `,"@odata.nextLink":"…"`
  mutating func add(_ name: StaticString, link: String) {
    bytes.append(literal: ",\"")
    bytes.append(literal: name)
    bytes.append(literal: "\":")
    bytes.append(jsonString: link)
  }

  /// The same for a name that the model gives.
  mutating func add(annotation name: String, link: String) {
    bytes.append(UInt8(ascii: ","))
    bytes.append(jsonString: name)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(jsonString: link)
  }

  /// Adds `,"value":` and the value.
  mutating func add(value: JSONValue) {
    bytes.append(literal: ",\"value\":")
    bytes.append(contentsOf: value.bytes)
  }

  /// The list with the items that `write` writes, separated by commas.
  consuming func list<Failure>(_ write: (inout [UInt8]) throws(Failure) -> Void) throws(Failure) -> [UInt8] {
    bytes.append(literal: ",\"value\":[")
    try write(&bytes)
    bytes.append(literal: "]}")
    return bytes
  }

  /// The object whose members `write` writes, up to and with the closing brace.
  consuming func object<Failure>(_ write: (inout [UInt8]) throws(Failure) -> Void) throws(Failure) -> [UInt8]
  {
    bytes.append(UInt8(ascii: ","))
    try write(&bytes)
    bytes.closeEmptyObject()
    return bytes
  }

  /// The members of an object stand in the envelope, any other value is its `value`.
  consuming func value(_ value: JSONValue) -> [UInt8] {
    guard case .object(let object) = value else {
      add(value: value)
      return closed()
    }
    return members(object)
  }

  consuming func members(_ object: JSONObject) -> [UInt8] {
    guard !object.isEmpty else { return closed() }
    bytes.append(UInt8(ascii: ","))
    bytes.append(contentsOf: JSONValue.object(object).bytes.dropFirst())
    return bytes
  }

  consuming func closed() -> [UInt8] {
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }
}

extension [UInt8] {
  /// `{"a":1,}`, which an empty selection leaves, as `{"a":1}`.
  fileprivate mutating func closeEmptyObject() {
    guard count > 1, self[count - 2] == UInt8(ascii: ","), self[count - 1] == UInt8(ascii: "}") else {
      return
    }
    remove(at: count - 2)
  }
}
