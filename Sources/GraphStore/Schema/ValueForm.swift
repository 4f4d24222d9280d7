import EntityModel

/// What the stored values of a property are, as far as it can be told without the types that are named: one of a complex
/// type has members, one of an enumeration is a text.
struct ValueForm: Sendable, Equatable {
  /// `Edm.String`
  private let element: String
  private let isCollection: Bool

  init(_ type: TypeReference) {
    isCollection = type.isCollection
    element =
      switch type.element {
      case .primitive(let type): type.rawValue
      case .enumeration: PrimitiveType.string.rawValue
      case .structured: "Edm.ComplexType"
      }
  }

  // MARK: Text

  /// `Collection(Edm.String)`
  var text: String { isCollection ? Self.beginning + element + ")" : element }

  init(text: String) {
    isCollection = text.hasPrefix(Self.beginning) && text.hasSuffix(")")
    element = isCollection ? String(text.dropFirst(Self.beginning.count).dropLast()) : text
  }

  private static let beginning = "Collection("

  // MARK: Comparing

  /// Whether values of another form are of this one too: each number is of the larger types, each text is one.
  func takes(_ other: ValueForm) -> Bool {
    guard element != PrimitiveType.untyped.rawValue, self != other else { return true }
    guard isCollection == other.isCollection, let wide = PrimitiveType(rawValue: element),
      let narrow = PrimitiveType(rawValue: other.element)
    else { return false }
    return Self.narrower(wide).contains(narrow)
  }

  private static func narrower(_ type: PrimitiveType) -> Set<PrimitiveType> {
    switch type {
    case .string: [.binary, .date, .dateTimeOffset, .duration, .guid, .timeOfDay]
    case .int16: [.byte, .sbyte]
    case .int32: [.byte, .sbyte, .int16]
    case .int64: [.byte, .sbyte, .int16, .int32]
    case .double, .decimal: [.byte, .sbyte, .int16, .int32, .int64, .single, .double, .decimal]
    case .single: [.byte, .sbyte, .int16]
    case .binary, .boolean, .byte, .date, .dateTimeOffset, .duration, .guid, .sbyte, .stream, .timeOfDay,
      .untyped:
      []
    }
  }
}
