/// What names of a document are made of (OData CSDL XML 4.01, 15.2).
enum Identifier {
  /// Hyphens are the service's own: some of its documents have `request-id`.
  static func isOne(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, isStart(first), name.unicodeScalars.count <= 128 else {
      return false
    }
    return name.unicodeScalars.allSatisfy { isStart($0) || isFurther($0) }
  }

  private static func isStart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_" }
    return switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber:
      true
    default: false
    }
  }

  private static func isFurther(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return ("0"..."9").contains(scalar) || scalar == "-" }
    return switch scalar.properties.generalCategory {
    case .decimalNumber, .nonspacingMark, .spacingMark, .connectorPunctuation: true
    default: false
    }
  }
}
