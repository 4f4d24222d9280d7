package import JSON

/// What `Emulator.WellKnown` says of a collection: an object that is there before anybody makes it, and that has a name
/// for an id.
package struct NamedObject: Sendable, Equatable {
  /// Its id, which a path and a reference may give in any case.
  package let name: String
  /// What it has until somebody changes that.
  package let properties: JSONObject
  fileprivate let folded: String

  init(name: String, properties: JSONObject) {
    (self.name, self.properties, folded) = (name, properties, name.lowercased())
  }

  /// `{"inbox":{"displayName":"Inbox"}}`
  static func read(_ annotations: Annotations) throws(ModelError) -> [NamedObject] {
    guard let text = annotations.string("WellKnown") else { return [] }
    let value: JSONValue
    do { value = try JSONValue.parse(text) } catch {
      throw annotations.error("names of \(annotations.element): \(error.reason)")
    }
    return (value.objectValue?.members ?? []).map {
      NamedObject(name: $0.name, properties: $0.value.objectValue ?? [:])
    }
  }
}

extension [NamedObject] {
  /// The one that a key means; nil where it is none of the names.
  package func named(_ key: String) -> NamedObject? {
    let name = key.lowercased()
    return first { $0.folded == name }
  }
}
