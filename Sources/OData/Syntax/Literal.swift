/// A constant as it was written; the text of numbers and times is kept, so that nothing is rounded.
package enum Literal: Sendable, Equatable {
  /// `null`
  case null
  /// `true`
  case boolean(Bool)
  /// `'O''Neil'`, held as `O'Neil`
  case string(String)
  /// `6fd2c87f-b296-42f0-b197-1e91e994b900`
  case guid(String)
  /// `2026-01-31`
  case date(String)
  /// `2026-01-31T10:00:00Z`
  case dateTimeOffset(String)
  /// `10:00:00.5`
  case timeOfDay(String)
  /// `duration'P1DT2H'`, held as `P1DT2H`; without the prefix it is a string until its type is known
  case duration(String)
  /// `-42`
  case integer(String)
  /// `3.14`
  case decimal(String)
  /// `1e10`, `INF`, `-INF`, `NaN`
  case double(String)
  /// `microsoft.graph.assignableTo'user,group'`; without the prefix it is a string until its type is known
  case enumeration(type: String, members: String)
  /// `binary'T0RhdGE'`, held as base64url text
  case binary(String)
  /// `geography'SRID=0;Point(142.1 64.1)'`, the prefix in lower case, the rest unread
  case spatial(prefix: String, text: String)
}

extension Literal: CustomStringConvertible {
  package var description: String {
    switch self {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .string(let text): Self.quoted(text)
    case .guid(let text), .date(let text), .dateTimeOffset(let text), .timeOfDay(let text): text
    case .integer(let text), .decimal(let text), .double(let text): text
    case .duration(let text): "duration'\(text)'"
    case .enumeration(let type, let members): "\(type)'\(members)'"
    case .binary(let text): "binary'\(text)'"
    case .spatial(let prefix, let text): prefix + Self.quoted(text)
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "'"
    for character in text.unicodeScalars {
      result.unicodeScalars.append(character)
      if character == "'" { result.unicodeScalars.append("'") }
    }
    return result + "'"
  }
}

extension Literal {
  /// The literal that a whole text spells, `2026-01-31` say: how a quoted or bare value of a known type is read.
  package static func reading(_ text: String) -> Literal? {
    var parser = SyntaxParser(text)
    // A text that is no literal is an answer here, not a mistake, so its position is of no interest.
    guard let literal = try? parser.literal(), parser.isAtEnd else { return nil }
    return literal
  }
}
