extension JSONValue {
  /// A text or a number as a key that is written in a path; nil for what no key is.
  package var keyValue: String? {
    switch self {
    case .string(let text), .number(let text): text
    case .null, .bool, .array, .object: nil
    }
  }
}
