package import JSON
import OData

/// What a value of an option may be.
package indirect enum OptionForm: Sendable {
  case bool
  case string
  case nullableString
  /// A string with something in it.
  case filledString
  /// A string that a test holds for, called so where it does not: `a GUID`.
  case text(called: String, fits: @Sendable (String) -> Bool)
  case integer(ClosedRange<Int>)
  case word([String])
  case duration
  case durationAboveZero
  case strings
  /// Any object: its members are looked at where they are used.
  case anyObject
  case nullable(OptionForm)
  /// One of two forms, called so where it is neither: `a string or an integer`.
  case either(OptionForm, OptionForm, called: String)
  /// An object with some of these members, and with the needed ones at least.
  case object([String: OptionForm], needing: [String] = [])
  /// An object with at least one of these members: without any it would say nothing.
  case someOf([String: OptionForm])
  /// An object whose one member says by its word which others there may be, and which of those there must be.
  case variants(by: String, [Variant])
  /// An object whose members are all of one form, and so are their names; none stands there in two spellings.
  case dictionary(OptionForm, names: OptionForm = .string)
  case array(OptionForm, count: Int? = nil)
  /// An array whose elements differ: of two that mean the same one would have no effect.
  case distinct(OptionForm, by: Meaning)
  /// An array that would say nothing without an element.
  case filled(OptionForm)
  /// What a form allows, and something more that holds for it; the path of what is wrong is that of the value with some more.
  case sound(OptionForm, mistake: @Sendable (_ value: JSONValue, _ path: String) -> OptionMistake?)

  /// One word of a form's `variants`.
  package struct Variant: Sendable {
    let word: String
    let members: [String: OptionForm]
    let needed: [String]

    package init(_ word: String, _ members: [String: OptionForm] = [:], needing needed: [String] = []) {
      (self.word, self.members, self.needed) = (word, members, needed)
    }
  }

  /// - Parameter path: of the value.
  package func check(_ value: JSONValue, _ path: String) throws(OptionMistake) {
    switch self {
    case .bool: if value.boolValue == nil { throw OptionMistake(path, "true or false expected") }
    case .string: if value.stringValue == nil { throw OptionMistake(path, "a string expected") }
    case .nullableString:
      if value.stringValue == nil, !value.isNull { throw OptionMistake(path, "a string or null expected") }
    case .filledString:
      try Self.string.check(value, path)
      if value == "" { throw OptionMistake(path, "a text expected that is not empty") }
    case .text(let name, let fits):
      guard let text = value.stringValue, fits(text) else { throw OptionMistake(path, "\(name) expected") }
    case .integer(let range):
      guard let number = value.intValue, range.contains(number) else {
        throw OptionMistake(path, "an integer from \(range.lowerBound) to \(range.upperBound) expected")
      }
    case .word(let words):
      guard let word = value.stringValue, words.contains(word) else {
        throw OptionMistake(path, "one of \(words.joined(separator: ", ")) expected")
      }
    case .duration:
      guard let text = value.stringValue, ISODuration.isValid(text) else {
        throw OptionMistake(path, "a duration such as P1DT2H expected")
      }
    case .durationAboveZero:
      try Self.duration.check(value, path)
      guard let ticks = value.stringValue.flatMap(ISODuration.ticks), ticks > 0 else {
        throw OptionMistake(path, "a duration above PT0S expected")
      }
    case .strings: try Self.array(.string).check(value, path)
    case .anyObject: if value.objectValue == nil { throw OptionMistake(path, "an object expected") }
    case .nullable(let form): if !value.isNull { try form.check(value, path) }
    case .either(let first, let second, let name):
      guard first.fits(value, path) || second.fits(value, path) else {
        throw OptionMistake(path, "\(name) expected")
      }
    case .object(let members, let needed): try Self.check(value, members, needed, path)
    case .someOf(let members):
      try Self.check(value, members, [], path)
      guard value != [:] else {
        throw OptionMistake(path, "at least one of \(Self.list(members.keys)) expected")
      }
    case .variants(let name, let variants): try Self.check(value, name, variants, path)
    case .dictionary(let form, let names):
      guard let object = value.objectValue else { throw OptionMistake(path, "an object expected") }
      for member in object.members {
        try names.check(.string(member.name), "\(path).\(member.name)")
        try form.check(member.value, "\(path).\(member.name)")
      }
      try Self.checkSpellings(object.names, path)
    case .array(let form, let count):
      guard let elements = value.arrayValue else { throw OptionMistake(path, "an array expected") }
      if let count, elements.count != count {
        throw OptionMistake(path, "an array of \(count) elements expected")
      }
      for (index, element) in elements.enumerated() { try form.check(element, "\(path)[\(index)]") }
    case .distinct(let form, let meaning):
      try Self.array(form).check(value, path)
      try Self.checkDistinct(value.arrayValue ?? [], meaning, path)
    case .filled(let form):
      try form.check(value, path)
      if value == [] { throw OptionMistake(path, "at least one element expected") }
    case .sound(let form, let mistake):
      try form.check(value, path)
      if let mistake = mistake(value, path) { throw mistake }
    }
  }

  private static func check(
    _ value: JSONValue, _ name: String, _ variants: [Variant], _ path: String
  ) throws(OptionMistake) {
    guard let object = value.objectValue else { throw OptionMistake(path, "an object expected") }
    let all = variants.reduce(into: [name: OptionForm.word(variants.map(\.word))]) { all, variant in
      all.merge(variant.members) { first, _ in first }
    }
    try check(value, all, [name], path)
    guard let variant = variants.first(where: { $0.word == object[name]?.stringValue }) else { return }
    for member in object.members where member.name != name && variant.members[member.name] == nil {
      throw OptionMistake(
        "\(path).\(member.name)", "'\(member.name)' has no effect where '\(name)' is '\(variant.word)'")
    }
    if let missing = variant.needed.first(where: { object[$0] == nil }) {
      throw OptionMistake(path, "'\(missing)' is missing")
    }
  }

  private func fits(_ value: JSONValue, _ path: String) -> Bool {
    do {
      try check(value, path)
      return true
    } catch { return false }
  }

  private static func check(
    _ value: JSONValue, _ members: [String: OptionForm], _ needed: [String], _ path: String
  ) throws(OptionMistake) {
    guard let object = value.objectValue else { throw OptionMistake(path, "an object expected") }
    for member in object.members {
      guard let form = members[member.name] else {
        throw OptionMistake(
          "\(path).\(member.name)", "there is no '\(member.name)'; there are \(list(members.keys))")
      }
      try form.check(member.value, "\(path).\(member.name)")
    }
    if let missing = needed.first(where: { object[$0] == nil }) {
      throw OptionMistake(path, "'\(missing)' is missing")
    }
  }

  private static func list(_ names: some Sequence<String>) -> String {
    names.sorted().joined(separator: ", ")
  }

  package static let guid = OptionForm.text(called: "a GUID") { Guid.isValid($0.utf8) }

  package static let identifier = OptionForm.text(
    called: "an id of 1 to 255 characters, without / and blanks around them,", fits: IdentifierText.isValid)

  package static let time = OptionForm.text(called: "a time such as 2026-01-31T08:15:30Z") {
    Timestamp.normalized($0) != nil
  }
}
