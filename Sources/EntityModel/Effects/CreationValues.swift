import JSON

/// What an object gets beside what a body says (`Emulator.Creation`).
package struct CreationValues: Sendable {
  /// What follows where a body says something of a property.
  package struct Following: Sendable {
    package let property: String
    package let members: [EffectMember]
  }

  /// The types of which the nearest object of the path is whose values `$owner` tells.
  package let owners: [String]
  /// What a new object has where the body says nothing.
  package let defaults: [EffectMember]
  /// What a new object has in any case.
  package let members: [EffectMember]
  /// Of a new object and of one that changes.
  package let following: [Following]

  /// nil for a text that is no such JSON.
  init?(_ text: String) {
    guard let object = (try? JSONValue.parse(text))?.objectValue,
      object.names.allSatisfy(["of", "default", "set", "follow"].contains)
    else { return nil }
    owners = object["of"]?.stringValue?.split(separator: " ").map(String.init) ?? []
    defaults = EffectMember.members(of: object["default"]?.objectValue ?? [:])
    members = EffectMember.members(of: object["set"]?.objectValue ?? [:])
    following = (object["follow"]?.objectValue ?? [:]).members.map {
      Following(property: $0.name, members: EffectMember.members(of: $0.value.objectValue ?? [:]))
    }
  }
}
