import OData

/// In which form a constant of a query stands in SQL.
enum ConstantForm: Sendable, Equatable {
  /// As values are compared and calculated with.
  case plain
  /// As case-insensitive comparisons see a text.
  case folded
  /// As ids are compared.
  case identifier
  /// The least text after all that begin with the folded one; there may be none.
  case endOfPrefix
  /// How many characters the folded text has, as SQLite counts them.
  case foldedLength
  /// A pattern; nil when the text is none.
  case pattern
  /// The names of members of an enumeration.
  case names

  /// nil where the constant has no such form.
  func value(_ constant: Constant) -> SQLValue? {
    switch self {
    case .plain: Self.plain(constant)
    case .folded: Self.folded(constant)
    case .identifier: constant.text.map { .text(Guid.normalizedIdentifier($0)) }
    case .endOfPrefix: constant.text?.lowercased().endOfPrefix.map(SQLValue.text)
    case .foldedLength: constant.text.map { .integer(Int64($0.lowercased().unicodeScalars.count)) }
    case .pattern: constant.text.flatMap { Pattern($0) == nil ? nil : .text($0) }
    case .names:
      if case .enumeration(let names, _) = constant { .text(names) } else { nil }
    }
  }

  private static func plain(_ constant: Constant) -> SQLValue {
    switch constant {
    case .null: .null
    case .boolean(let value): .integer(value ? 1 : 0)
    case .string(let text), .guid(let text), .binary(let text): .text(text)
    case .integer(let value), .ticks(let value): .integer(value)
    case .real(let value): .real(value)
    case .enumeration(_, let value): .integer(Int64(value))
    }
  }

  private static func folded(_ constant: Constant) -> SQLValue {
    switch constant {
    case .string(let text): .text(text.lowercased())
    case .enumeration(let names, _): .text(names.lowercased())
    case .null, .boolean, .guid, .integer, .real, .ticks, .binary: plain(constant)
    }
  }
}

extension Constant {
  fileprivate var text: String? {
    if case .string(let text) = self { text } else { nil }
  }
}
