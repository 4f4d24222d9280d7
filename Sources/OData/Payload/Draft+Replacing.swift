import EntityModel
import JSON

extension Draft {
  /// The draft as one of the whole object (HTTP PUT): what it does not name is as in a new one.
  ///
  /// What a new object has to have stays, as do what a client does not set, references, and contained objects: none of
  /// these has to stand in an answer that a client sends back.
  package var replacing: Draft {
    let named = Set(properties.names)
    let missing = type.properties.filter { $0.isReplaceable && !named.contains($0.storedName) }
    var whole = self
    whole.properties = JSONObject(
      properties.members
        + missing.map { JSONObject.Member(name: $0.storedName, value: $0.defaultValue ?? .null) })
    return whole
  }
}

extension Property {
  fileprivate var isReplaceable: Bool {
    name != "id" && !traits.isComputed && !traits.isImmutable && !traits.isRequired && traits.derived == nil
      && (isNullable || defaultValue != nil)
  }
}
