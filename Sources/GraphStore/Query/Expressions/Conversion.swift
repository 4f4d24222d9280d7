import EntityModel
import GRDB
import OData

/// The conversions of `cast`, from a text or a number.
enum Conversion {
  /// The value in the form in which values of the type are compared; nil when it is none.
  static func value(_ value: DatabaseValue, to name: String) -> (any DatabaseValueConvertible)? {
    guard let type = PrimitiveType(rawValue: name) else { return nil }
    switch value.storage {
    case .int64(let number): return Self.number(Double(number), exact: number, to: type)
    case .double(let number): return Self.number(number, exact: nil, to: type)
    case .string(let text): return Self.text(text, to: type)
    case .null, .blob: return nil
    }
  }

  private static func number(
    _ number: Double, exact: Int64?, to type: PrimitiveType
  ) -> (any DatabaseValueConvertible)? {
    guard type.isInteger else { return type.isNumeric ? number : nil }
    guard let whole = exact ?? Int64(exactly: number.rounded(.towardZero)), range(of: type).contains(whole)
    else {
      return nil
    }
    return whole
  }

  private static func range(of type: PrimitiveType) -> ClosedRange<Int64> {
    switch type {
    case .sbyte: -128...127
    case .byte: 0...255
    case .int16: Int64(Int16.min)...Int64(Int16.max)
    case .int32: Int64(Int32.min)...Int64(Int32.max)
    default: .min ... .max
    }
  }

  private static func text(_ text: String, to type: PrimitiveType) -> (any DatabaseValueConvertible)? {
    switch type {
    case .boolean: text.lowercased() == "true" ? true : text.lowercased() == "false" ? false : nil
    case .guid: Guid.normalized(text)
    case .binary: Base64.normalized(text)
    case .date: Ticks.date(text)
    case .dateTimeOffset: Ticks.moment(text)
    case .timeOfDay: Ticks.timeOfDay(text)
    case .duration: ISODuration.ticks(text)
    case .string: text
    case .stream, .untyped: nil
    default: Double(text).flatMap { number($0, exact: Int64(text), to: type) }
    }
  }
}
