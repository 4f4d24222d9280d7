package import JSON

/// What `Emulator.WellKnown` says of a collection: an object that is there before anybody makes it, and that has a name
/// for an id.
package struct NamedObject: Sendable, Equatable {
  /// Its id, which a path and a reference may give in any case.
  package let name: String
  /// Whole name of its type, where that is another one than the first that the collection can hold (`@odata.type`).
  package let type: String?
  /// What it has until somebody changes that.
  package let properties: JSONObject
  fileprivate let folded: String

  init(name: String, properties: JSONObject) {
    var properties = properties
    type = properties["@odata.type"]?.stringValue.map { $0.hasPrefix("#") ? String($0.dropFirst()) : $0 }
    properties["@odata.type"] = nil
    (self.name, self.properties, folded) = (name, properties, name.lowercased())
  }

  /// `{"inbox":{"displayName":"Inbox"}}`
  static func read(_ annotations: Annotations) throws(ModelError) -> [NamedObject] {
    guard let record = try TermRecord("WellKnown", called: "names", annotations) else { return [] }
    var objects: [NamedObject] = []
    for name in record.object.names {
      objects.append(NamedObject(name: name, properties: try record.members(name)))
    }
    return objects
  }
}

extension [NamedObject] {
  /// The one that a key means; nil where it is none of the names.
  package func named(_ key: String) -> NamedObject? {
    let name = key.lowercased()
    return first { $0.folded == name }
  }

  /// What a seed says of the collection: where it has one name, an object without brackets stands for the one called so, as
  /// in a version in which that is a single value.
  package func listed(_ value: JSONValue) -> JSONValue {
    guard count == 1, case .object(var object) = value else { return value }
    object["id"] = .string(self[0].name)
    return [.object(object)]
  }
}
