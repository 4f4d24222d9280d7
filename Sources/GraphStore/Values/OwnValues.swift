package import EntityModel
package import JSON

/// Values of the model's table that follow from an object alone: what an object of a seed gets, which no request makes.
package struct OwnValues {
  private let object: JSONObject

  /// - Parameter object: what is said of it.
  package init(of object: JSONObject) { self.object = object }

  /// What `Emulator.Creation` adds to it.
  package func added(by creation: CreationValues) -> [JSONObject.Member] {
    var added: JSONObject = [:]
    for following in creation.ownFollowing where object[following.property] != nil {
      for member in following.members { add(member, to: &added) }
    }
    for member in creation.ownDefaults { add(member, to: &added) }
    return added.members
  }

  private func add(_ member: EffectMember, to added: inout JSONObject) {
    guard object[member.name] == nil, added[member.name] == nil, let value = value(member.value) else {
      return
    }
    added[member.name] = value
  }

  /// nil where the object says nothing of what it is made of.
  private func value(_ value: EffectValue) -> JSONValue? {
    switch value {
    case .literal(let literal): literal
    case .property(let names): object.value(at: names[...])
    case .array(let elements): .array(elements.compactMap { self.value($0) })
    case .object(let members): .object(JSONObject(members.compactMap(made)))
    case .first(let values): values.lazy.compactMap { self.value($0) }.first { !$0.isNull && $0 != [] }
    case .any(let value): .bool(isThere(self.value(value)))
    case .brief(let text): self.value(text)?.stringValue.map { .string($0.brief) }
    case .choice(let text, let cases): chosen(self.value(text), cases)
    case .moment, .caller, .user, .userValue, .last, .lasting, .identity, .parameter, .owner, .twin, .made,
      .identifier,
      .joined, .merged,
      .all, .without, .key, .conditional, .each, .item:
      nil
    }
  }

  private func made(_ member: EffectMember) -> JSONObject.Member? {
    value(member.value).map { JSONObject.Member(name: member.name, value: $0) }
  }

  private func isThere(_ value: JSONValue?) -> Bool {
    guard let value else { return false }
    return !value.isNull && value != [] && value != ""
  }

  private func chosen(_ found: JSONValue?, _ cases: [EffectMember]) -> JSONValue? {
    let name = found?.stringValue ?? found?.boolValue.map { "\($0)" }
    return cases.first { $0.name == name }.flatMap { value($0.value) }
  }
}

extension String {
  private static let briefLength = 255

  /// How it begins, in one line and without the tags of HTML.
  package var brief: String {
    var (text, isInTag) = ("", false)
    for character in self {
      if character == "<" { isInTag = true }
      if !isInTag { text.append(character.isNewline ? " " : character) }
      if character == ">" { isInTag = false }
    }
    return String(text.prefix(Self.briefLength))
  }
}
