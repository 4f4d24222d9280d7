package import EntityModel
import JSON

extension EntityTag {
  /// What its members are of an object with these values, among which those of before are: so each change makes others.
  func values(of properties: JSONObject) -> [(name: String, value: JSONValue)] {
    var hash = FNVHash()
    hash.add(JSONValue.object(properties).text)
    let tag = String(hash.value, radix: 16)
    return members.map { ($0.name, .string($0.text(tag))) }
  }
}

extension Entity {
  /// Its tags as they are shown, with those of its bytes; none where its type has none.
  ///
  /// - Parameter type: this version's.
  package func tags(_ type: StructuredType) -> [String] {
    guard let tag = type.traits.entityTag else { return [] }
    let names = tag.members.map(\.name) + type.properties.flatMap(\.traits.stream.tags)
    return names.map { string($0) ?? EntityTag.unwritten }
  }
}
