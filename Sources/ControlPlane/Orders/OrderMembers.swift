import GraphStore
import JSON
import OData

/// The members of an object that somebody sent, checked as they are read.
struct OrderMembers {
  let object: JSONObject
  /// `$.match`
  let path: String

  /// - Parameter names: all that there may be.
  init(_ value: JSONValue, _ path: String, knowing names: [String]) throws(OptionMistake) {
    guard let object = value.objectValue else { throw OptionMistake(path, "an object expected") }
    if let other = object.names.first(where: { !names.contains($0) }) {
      throw OptionMistake(
        "\(path).\(other)", "there is no '\(other)'; there are \(names.sorted().joined(separator: ", "))")
    }
    (self.object, self.path) = (object, path)
  }

  func path(of name: String) -> String { "\(path).\(name)" }

  func mistake(_ name: String, _ message: String) -> OptionMistake { OptionMistake(path(of: name), message) }

  // MARK: Values

  func string(_ name: String) throws(OptionMistake) -> String? {
    try checked(name, .string)?.stringValue
  }

  func word(_ name: String, _ words: [String]) throws(OptionMistake) -> String? {
    try checked(name, .word(words))?.stringValue
  }

  func flag(_ name: String) throws(OptionMistake) -> Bool { try checked(name, .bool)?.boolValue ?? false }

  func integer(_ name: String, _ range: ClosedRange<Int>) throws(OptionMistake) -> Int? {
    try checked(name, .integer(range))?.intValue
  }

  /// A text that says something.
  func words(_ name: String) throws(OptionMistake) -> String? {
    try checked(name, .filledString)?.stringValue
  }

  /// A number above 0, up to 1.
  func probability(_ name: String) throws(OptionMistake) -> Double? {
    guard let value = object[name] else { return nil }
    guard case .number(let text) = value, let number = Double(text), number > 0, number <= 1 else {
      throw mistake(name, "a number above 0, and 1 at most, expected")
    }
    return number
  }

  /// `PT0.5S`
  ///
  /// - Parameter longest: in seconds.
  func duration(_ name: String, longest: Int64) throws(OptionMistake) -> Duration? {
    guard let text = try checked(name, .duration)?.stringValue else { return nil }
    guard let ticks = ISODuration.ticks(text), (0...longest * Ticks.second).contains(ticks) else {
      throw mistake(name, "a duration from PT0S to PT\(longest)S expected")
    }
    return .nanoseconds(ticks * 100)
  }

  func members(_ name: String, knowing names: [String]) throws(OptionMistake) -> OrderMembers? {
    guard let value = object[name] else { return nil }
    return try OrderMembers(value, path(of: name), knowing: names)
  }

  private func checked(_ name: String, _ form: OptionForm) throws(OptionMistake) -> JSONValue? {
    guard let value = object[name] else { return nil }
    try form.check(value, path(of: name))
    return value
  }
}
