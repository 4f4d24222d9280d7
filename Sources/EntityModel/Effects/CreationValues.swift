import JSON

/// What a new object gets beside what its body says (`Emulator.Creation`).
package struct CreationValues: Sendable {
  /// The types of which the nearest object of the path is whose values `$owner` tells.
  package let owners: [String]
  /// What it has where the body says nothing.
  package let defaults: [EffectMember]
  /// What it has in any case.
  package let members: [EffectMember]

  /// nil for a text that is no such JSON.
  init?(_ text: String) {
    guard let object = (try? JSONValue.parse(text))?.objectValue,
      object.names.allSatisfy(["of", "default", "set"].contains)
    else { return nil }
    owners = object["of"]?.stringValue?.split(separator: " ").map(String.init) ?? []
    defaults = EffectMember.members(of: object["default"]?.objectValue ?? [:])
    members = EffectMember.members(of: object["set"]?.objectValue ?? [:])
  }
}
