import GraphContract
import JSON
import OData

/// A time in an annotation, which no model looks at.
enum SeededMoment {
  /// - Returns: the time in UTC; nil when there is none.
  /// - Throws: `SeedInvalid` for what is no time.
  static func text(_ value: JSONValue?, path: String) throws -> String? {
    guard let value, !value.isNull else { return nil }
    guard let moment = value.stringValue.flatMap(Timestamp.normalized) else {
      throw GraphError.seedMistake(
        "'\(value.stringValue ?? value.text)' is no Edm.DateTimeOffset", path: path)
    }
    return moment
  }
}
