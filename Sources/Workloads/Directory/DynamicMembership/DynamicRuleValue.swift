import EntityModel

/// What a rule compares a property with, as it is written.
struct DynamicRuleValue {
  private let text: String
  private let isQuoted: Bool

  init(_ text: String, isQuoted: Bool) {
    self.text = text.lowercased()
    self.isQuoted = isQuoted
  }

  private static let nulls: Set = ["null", "$null"]
  private static let flags: Set = ["true", "false", "$true", "$false"]

  /// Whether a property of that type can be compared with it. Quotes are optional around all but texts (page "Manage
  /// rules for dynamic membership groups", Values).
  func fits(_ kind: PrimitiveType) -> Bool {
    if !isQuoted, Self.nulls.contains(text) { return true }
    return switch kind {
    case .boolean: Self.flags.contains(text)
    case .byte, .sbyte, .int16, .int32, .int64: Int64(text) != nil
    case .single, .double, .decimal: Double(text) != nil
    case .string: isQuoted
    case .guid, .date, .dateTimeOffset, .timeOfDay, .duration, .binary, .stream, .untyped: true
    }
  }
}
