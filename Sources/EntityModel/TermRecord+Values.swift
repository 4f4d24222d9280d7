import JSON

// MARK: Values

extension TermRecord {
  /// What a member says; nil where it is not there.
  func value(of name: String) throws(ModelError) -> EffectValue? {
    guard let value = object[name] else { return nil }
    return try self.value(value)
  }

  /// - Throws: `ModelError` for a word that there is not, or that is not written so.
  func value(_ value: JSONValue) throws(ModelError) -> EffectValue {
    switch value {
    case .string(let text) where text.hasPrefix("$"): return .named(text.dropFirst())
    case .array(let elements): return .array(try values(elements))
    case .object(let object):
      guard let word = object.members.first, word.name.hasPrefix("$") else {
        return .object(try values(of: object))
      }
      return try made(by: word, inner(JSONObject(Array(object.members.dropFirst()))))
    case .null, .bool, .number, .string: return .literal(value)
    }
  }

  /// Values under their names.
  func values(of object: JSONObject) throws(ModelError) -> [EffectMember] {
    var members: [EffectMember] = []
    for member in object.members {
      members.append(EffectMember(path: member.name[...].names, value: try value(member.value)))
    }
    return members
  }

  private func values(_ elements: [JSONValue]) throws(ModelError) -> [EffectValue] {
    var values: [EffectValue] = []
    for element in elements { values.append(try value(element)) }
    return values
  }

  /// What may stand beside a word with which an object is no value of its own; beside `$case` that is every text.
  private static let others = [
    "$all": ["but", "only"], "$each": ["as"], "$if": ["then", "else"], "$without": ["lead", "anywhere"],
  ]

  /// - Parameter others: what stands beside the word.
  private func made(by word: JSONObject.Member, _ others: TermRecord) throws(ModelError) -> EffectValue {
    if word.name != "$case" { try others.check(Self.others[word.name] ?? [], of: "'\(word.name)'") }
    return switch word.name {
    case "$join": .joined(try list(word))
    case "$first": .first(try list(word))
    case "$merge": .merged(try list(word))
    case "$all":
      .all(
        try list(word), but: try conditions(of: others.members("but")),
        only: try conditions(of: others.members("only")))
    case "$if":
      .conditional(
        try conditions(of: members(word.value, of: word.name)), then: try others.needed("then", by: word),
        otherwise: try others.value(of: "else"))
    case "$any": .any(try value(word.value))
    case "$without":
      .without(
        try value(word.value), lead: try others.texts("lead"), anywhere: try others.texts("anywhere"))
    case "$key": .key(try value(word.value))
    case "$brief": .brief(try value(word.value))
    case "$lasting": .lasting(try list(word))
    case "$last": .last(try value(word.value))
    case "$each": .each(try value(word.value), try others.needed("as", by: word))
    case "$case": .choice(try value(word.value), try values(of: others.object))
    default: throw mistake("'\(word.name)' is no word of a value")
    }
  }

  private func list(_ word: JSONObject.Member) throws(ModelError) -> [EffectValue] {
    guard let elements = word.value.arrayValue else { throw mistake("'\(word.name)' is no list") }
    return try values(elements)
  }

  private func needed(_ name: String, by word: JSONObject.Member) throws(ModelError) -> EffectValue {
    guard let value = try value(of: name) else { throw mistake("'\(word.name)' has no '\(name)'") }
    return value
  }
}

// MARK: Conditions

extension TermRecord {
  /// What is asked of paths.
  ///
  /// - Throws: as `value(_:)`.
  func conditions(of object: JSONObject) throws(ModelError) -> [EffectCondition] {
    var conditions: [EffectCondition] = []
    for member in object.members {
      let paths = member.name.split(separator: " ").map(\.names)
      conditions.append(
        EffectCondition(
          path: paths.first ?? [], others: Array(paths.dropFirst()), test: try test(member.value)))
    }
    return conditions
  }

  private func test(_ value: JSONValue) throws(ModelError) -> EffectCondition.Test {
    guard let object = value.objectValue, object.members.count == 1, let word = object.members.first else {
      return .equals(try self.value(value))
    }
    switch word.name {
    case "$contains": return .contains(try self.value(word.value))
    case "$given":
      guard let isGiven = word.value.boolValue else { throw mistake("'$given' is neither true nor false") }
      return .given(isGiven)
    case "$unlike":
      guard let pattern = word.value.stringValue else { throw mistake("'$unlike' is no text") }
      return .unlike(pattern)
    case "$some": return .some(try conditions(of: members(word.value, of: word.name)))
    case "$noneIn":
      let places = try members(word.value, of: word.name).members
      guard places.count == 1 else { throw mistake("'$noneIn' is not one place") }
      return .noneIn(
        places[0].name[...].names, try conditions(of: members(places[0].value, of: places[0].name)))
    default: return .equals(try self.value(value))
    }
  }
}
