import JSON

/// How a request is refused that the model says something about.
package struct Refusal: Sendable, Equatable {
  package let status: Int
  package let code: String
  package let message: String

  /// `{"status":404,"code":"itemNotFound","message":"The resource could not be found."}`
  init?(_ value: JSONValue?) {
    guard let object = value?.objectValue, let status = object["status"]?.intValue,
      let code = object["code"]?.stringValue, let message = object["message"]?.stringValue
    else { return nil }
    (self.status, self.code, self.message) = (status, code, message)
  }
}

/// What `Emulator.Moves` says of a navigation property that shows, by a property of theirs, objects of the type that has it:
/// PATCH of that property puts an object below another one.
package struct MoveRule: Sendable, Equatable {
  /// The way to a text that names the other object by its path; none: nothing does.
  package let path: [String]
  /// Where there is no such object.
  package let missing: Refusal
  /// Where it is the object itself, or below that.
  package let inside: Refusal

  /// `{"path":"parentReference/path","missing":REFUSAL,"inside":REFUSAL}`
  init?(_ text: String?) {
    guard let object = text.flatMap({ try? JSONValue.parse($0) })?.objectValue,
      let missing = Refusal(object["missing"]), let inside = Refusal(object["inside"])
    else { return nil }
    path = object["path"]?.stringValue?.split(separator: "/").map(String.init) ?? []
    (self.missing, self.inside) = (missing, inside)
  }
}

/// What `Emulator.NotOf` says of a collection, or of a stream: objects that have a value somewhere do not have it, though
/// their type declares it.
package struct UnfitHolder: Sendable, Equatable {
  /// Name of the property that has a value then.
  package let property: String
  package let refusal: Refusal

  /// `{"property":"file","status":400,"code":"invalidRequest","message":"…"}`
  init?(_ text: String?) {
    guard let value = text.flatMap({ try? JSONValue.parse($0) }), let refusal = Refusal(value),
      let property = value.objectValue?["property"]?.stringValue
    else { return nil }
    (self.property, self.refusal) = (property, refusal)
  }
}
