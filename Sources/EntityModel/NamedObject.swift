package import JSON

/// What `Emulator.WellKnown` says of a collection: an object that is there before anybody makes it, and that has a name
/// for an id.
package struct NamedObject: Sendable, Equatable {
  /// Its id, which a path may give in any case.
  package let name: String
  /// What it has until somebody changes that.
  package let properties: JSONObject

  /// `{"inbox":{"displayName":"Inbox"}}`
  static func read(_ annotations: Annotations) throws(ModelError) -> [NamedObject] {
    guard let text = annotations.string("WellKnown") else { return [] }
    let value: JSONValue
    do { value = try JSONValue.parse(text) } catch {
      throw ModelError(description: "names of \(annotations.element): \(error.reason)")
    }
    return (value.objectValue?.members ?? []).map {
      NamedObject(name: $0.name, properties: $0.value.objectValue ?? [:])
    }
  }
}
