import JSON

/// What `Emulator.EntityTag` says of a type: its objects have a tag, which is another one after each change.
package struct EntityTag: Sendable, Equatable {
  /// A property, or an annotation, that has the tag in some form.
  package struct Member: Sendable, Equatable {
    package let name: String
    /// `W/"{}"`
    fileprivate let form: String

    package var isAnnotation: Bool { name.hasPrefix("@") }

    package func text(_ tag: String) -> String { form.replacing("{}", with: tag) }
  }

  /// What is told of a request whose condition does not hold, or that has none.
  package struct Refusal: Sendable, Equatable {
    package let code: String
    package let message: String
  }

  package let members: [Member]
  /// Of a change by whoever knows another tag.
  package let changed: Refusal
  /// Of a change without a condition; nil: it needs none.
  package let missing: Refusal?

  /// `{"in":{"@odata.etag":"W/\"{}\""},"changed":"code message","required":"code message"}`; nil for a text that is no such JSON.
  init?(_ text: String) {
    guard let object = (try? JSONValue.parse(text))?.objectValue,
      let members = object["in"]?.objectValue?.members, !members.isEmpty,
      let changed = object["changed"]?.stringValue.flatMap(Refusal.init)
    else { return nil }
    self.members = members.map { Member(name: $0.name, form: $0.value.stringValue ?? "") }
    self.changed = changed
    missing = object["required"]?.stringValue.flatMap(Refusal.init)
  }

  /// The tag of an object that nothing is stored of.
  package static let unwritten = "0"
}

extension EntityTag.Refusal {
  fileprivate init?(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    self.init(code: parts[0], message: parts[1])
  }
}
