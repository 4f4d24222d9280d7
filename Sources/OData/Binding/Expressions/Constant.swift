/// A value that an expression gives literally, in the form in which values are compared.
package enum Constant: Sendable, Equatable {
  case null
  case boolean(Bool)
  case string(String)
  /// In lower case.
  case guid(String)
  case integer(Int64)
  case real(Double)
  /// A time or a duration in units of 100 ns: since 0001-01-01T00:00:00Z, since midnight, or in length.
  case ticks(Int64)
  /// The names of the members joined by commas, and their values joined by OR.
  case enumeration(names: String, value: Int)
  /// Base64 in the standard alphabet with padding.
  case binary(String)
}

extension Constant: CustomStringConvertible {
  package var description: String {
    switch self {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .string(let text): Literal.string(text).description
    case .guid(let text): text
    case .integer(let value): "\(value)"
    case .real(let value): "\(value)"
    case .ticks(let value): "#\(value)"
    case .enumeration(let names, _): "enum'\(names)'"
    case .binary(let text): "binary'\(text)'"
    }
  }
}
