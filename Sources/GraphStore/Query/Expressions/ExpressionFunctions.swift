package import GRDB
import OData

extension Database {
  /// The SQL functions that written expressions call beside `fold` and `instant`.
  ///
  /// - Throws: `DatabaseError` when SQLite refuses one.
  package func installExpressionFunctions() throws {
    for function in DatabaseFunction.ofExpressions { add(function: function) }
    for function in [ConditionFunction.matches, .search] { try function.install(on: sqliteConnection) }
  }
}

extension ConditionFunction {
  /// `matches(text, pattern)`
  fileprivate static let matches = ConditionFunction("matches", count: 2, compiled: 1) { text in
    Pattern(text).map(PatternCondition.init)
  }

  /// `search(term, text, …)`, the term as `SearchTerm` writes it.
  fileprivate static let search = ConditionFunction("search", count: -1, compiled: 0) { text in
    SearchProgram(text)
  }
}

/// A class because what it learns of the pattern serves the rows that follow.
private final class PatternCondition: CompiledCondition {
  private let matcher: PatternMatcher

  init(_ pattern: Pattern) { matcher = PatternMatcher(pattern) }

  func holds(_ text: (Int) -> UnsafeBufferPointer<UInt8>?) -> Bool? {
    text(0).map { matcher.matches(String(decoding: $0, as: UTF8.self).unicodeScalars) }
  }
}

extension DatabaseFunction {
  fileprivate static let ofExpressions = [
    uppercase, duration, number, enumeration, calendar, temporal, convert, camel, floor,
    ceiling, percentEncoded,
    modulo,
  ]

  /// `uppercase(text)`: SQLite's own `upper` knows ASCII only.
  private static let uppercase = ofText("uppercase") { $0.uppercased() }

  /// `percent_encoded('a@b')`: `a%40b`
  private static let percentEncoded = ofText("percent_encoded") { $0.percentEncoded }

  /// `duration('PT1S')`: in ticks.
  private static let duration = ofText("duration", ISODuration.ticks)

  /// `camel('PendingApproval')`: `pendingApproval`, as the word is sent.
  private static let camel = ofText("camel") { $0.prefix(1).lowercased() + $0.dropFirst() }

  /// `number(value)`: the value, and the texts that JSON has for numbers without digits.
  private static let number = DatabaseFunction("number", argumentCount: 1, pure: true) { values in
    switch String.fromDatabaseValue(values[0]) {
    case "INF": Double.infinity
    case "-INF": -Double.infinity
    case "NaN": nil
    default: values[0]
    }
  }

  /// `enumeration('user,group', 'user=1,group=2')`: the value of the members together, null for unknown ones.
  private static let enumeration = DatabaseFunction("enumeration", argumentCount: 2, pure: true) { values in
    guard let text = String.fromDatabaseValue(values[0]), let definition = String.fromDatabaseValue(values[1])
    else {
      return nil
    }
    return enumerationValue(text, definition)
  }

  /// `calendar('year', ticks)`
  private static let calendar = DatabaseFunction("calendar", argumentCount: 2, pure: true) { values in
    guard let ticks = Int64.fromDatabaseValue(values[1]), let part = String.fromDatabaseValue(values[0])
    else {
      return nil
    }
    let date = Calendar.date(Int(ticks / Ticks.day) + Calendar.firstDay)
    return part == "year" ? date.year : part == "month" ? date.month : date.day
  }

  /// `temporal(ticks, 'Edm.Date')`: the text of a time or a duration.
  private static let temporal = DatabaseFunction("temporal", argumentCount: 2, pure: true) { values in
    guard let ticks = Int64.fromDatabaseValue(values[0]), let type = String.fromDatabaseValue(values[1])
    else {
      return nil
    }
    return TemporalText.of(ticks, type: type)
  }

  /// `convert(value, 'Edm.Int32')`: the value in another type, null when it is none there.
  private static let convert = DatabaseFunction("convert", argumentCount: 2, pure: true) { values in
    String.fromDatabaseValue(values[1]).flatMap { Conversion.value(values[0], to: $0) }
  }

  // SQLite has these when it is built with mathematical functions only.
  private static let floor = rounding("floor", .down)
  private static let ceiling = rounding("ceiling", .up)

  /// `modulo(a, b)`: the remainder with the sign of the first; null when the second is zero.
  private static let modulo = DatabaseFunction("modulo", argumentCount: 2, pure: true) { values in
    guard let first = Double.fromDatabaseValue(values[0]), let second = Double.fromDatabaseValue(values[1]),
      second != 0
    else { return nil }
    return first.truncatingRemainder(dividingBy: second)
  }

  private static func ofText(
    _ name: String, _ body: @escaping @Sendable (String) -> (any DatabaseValueConvertible)?
  ) -> DatabaseFunction {
    DatabaseFunction(name, argumentCount: 1, pure: true) { values in
      String.fromDatabaseValue(values[0]).flatMap(body)
    }
  }

  private static func rounding(_ name: String, _ rule: FloatingPointRoundingRule) -> DatabaseFunction {
    DatabaseFunction(name, argumentCount: 1, pure: true) { values in
      // An explicit branch: mapping the optional here crashes the optimizer of Swift 6.3.
      guard let number = Double.fromDatabaseValue(values[0]) else { return nil }
      return number.rounded(rule)
    }
  }

  private static func enumerationValue(_ text: String, _ definition: String) -> Int? {
    var value = 0
    for word in text.lowercased().split(separator: ",") {
      let name = word.filter { $0 != " " }
      guard let member = definition.split(separator: ",").first(where: { $0.prefix { $0 != "=" } == name }),
        let number = Int(member.drop { $0 != "=" }.dropFirst())
      else { return nil }
      value |= number
    }
    return value
  }
}

/// Texts of times and durations given in ticks.
enum TemporalText {
  static func of(_ ticks: Int64, type: String) -> String? {
    if type == "Edm.Duration" { return Ticks.durationText(ticks) }
    guard (0...Ticks.lastMoment).contains(ticks) else { return nil }
    let text = Timestamp.text(ticks: ticks, decimals: true)
    switch type {
    case "Edm.Date": return String(text.prefix(10))
    case "Edm.TimeOfDay": return String(text.dropFirst(11).dropLast())
    default: return ticks % Ticks.second == 0 ? Timestamp.text(ticks: ticks, decimals: false) : text
    }
  }
}
