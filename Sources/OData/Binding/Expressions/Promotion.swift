import EntityModel

/// The one table of which types go together (OData URL Conventions 4.01, section 5.1.1).
enum Promotion {
  /// The type of an operation on two numbers: the wider one; nil when one is no number.
  static func numeric(_ one: ValueType, _ other: ValueType) -> ValueType? {
    guard let first = one.primitive?.numericRank, let second = other.primitive?.numericRank else {
      return nil
    }
    return first >= second ? one : other
  }

  /// The type of `left op right`; nil when the operator has no meaning for them.
  static func arithmetic(_ name: ArithmeticOperator, _ left: ValueType, _ right: ValueType) -> ValueType? {
    if left == .null || right == .null { return left == .null ? right : left }
    if let number = numeric(left, right) { return name == .divideBy ? quotient(number) : number }
    guard let left = left.primitive, let right = right.primitive else { return nil }
    return temporal(name, left, right).map(ValueType.primitive)
  }

  /// `divby` always keeps the fraction.
  private static func quotient(_ type: ValueType) -> ValueType {
    type.primitive?.isInteger == true ? .primitive(.decimal) : type
  }

  private static func temporal(
    _ name: ArithmeticOperator, _ left: PrimitiveType, _ right: PrimitiveType
  ) -> PrimitiveType? {
    switch (name, left, right) {
    case (.add, .dateTimeOffset, .duration), (.subtract, .dateTimeOffset, .duration): .dateTimeOffset
    case (.add, .duration, .dateTimeOffset): .dateTimeOffset
    case (.add, .date, .duration), (.subtract, .date, .duration): .date
    case (.add, .duration, .date): .date
    case (.add, .duration, .duration), (.subtract, .duration, .duration): .duration
    case (.subtract, .date, .date), (.subtract, .dateTimeOffset, .dateTimeOffset): .duration
    case (.subtract, .date, .dateTimeOffset), (.subtract, .dateTimeOffset, .date): .duration
    case (.multiply, .duration, let factor), (.divide, .duration, let factor),
      (.divideBy, .duration, let factor):
      factor.numericRank == nil ? nil : .duration
    case (.multiply, let factor, .duration): factor.numericRank == nil ? nil : .duration
    default: nil
    }
  }
}

extension ExpressionBinder {
  /// The value as one of another type; nil when it is none there.
  ///
  /// Beside the promotions of the specification: quoted GUIDs and enumeration members, durations without their
  /// prefix, and GUIDs for ids that are texts (graph-platform 1.10).
  ///
  /// - Throws: `unknownMember` for a text that is no member of the enumeration.
  static func converted(_ value: BoundExpression, to type: ValueType) throws(BindingError) -> BoundExpression?
  {
    if value.type == type || value.isNull { return value }
    // What no type declares is what it is compared with.
    if value.type == .primitive(.untyped), case .member = value.kind {
      return BoundExpression(position: value.position, type: type, kind: value.kind, origin: value.origin)
    }
    switch (value.type, type) {
    case (.primitive(.string), .enumeration(let enumeration)):
      guard case .string(let text)? = value.constant else { return nil }
      return try self.enumeration(
        text, of: enumeration, at: value.position, origin: value.origin?.converted(to: type))
    case (.primitive(let from), .primitive(let to)): return converted(value, from, to)
    default: return nil
    }
  }

  private static func converted(
    _ value: BoundExpression, _ from: PrimitiveType, _ to: PrimitiveType
  ) -> BoundExpression? {
    if let narrow = from.numericRank, let wide = to.numericRank {
      // Numbers of all types are calculated with in one form.
      return narrow <= wide || from.isInteger && to.isInteger ? value : nil
    }
    if from == .date, to == .dateTimeOffset { return value.midnight }
    guard let constant = value.constant else { return nil }
    return self.constant(constant, to).map {
      .constant(
        $0, .primitive(to), at: value.position, origin: value.origin?.converted(to: .primitive(to)))
    }
  }

  private static func constant(_ constant: Constant, _ type: PrimitiveType) -> Constant? {
    switch (constant, type) {
    case (.string(let text), .guid): Guid.normalized(text).map(Constant.guid)
    case (.string(let text), .duration): ISODuration.ticks(text).map(Constant.ticks)
    case (.guid(let text), .string): .string(text)
    default: nil
    }
  }
}

extension BoundExpression {
  /// A date as the moment at which it begins.
  fileprivate var midnight: BoundExpression {
    let kind = constant == nil ? Kind.cast(self) : kind
    return BoundExpression(
      position: position, type: .primitive(.dateTimeOffset), kind: kind, origin: origin)
  }
}
