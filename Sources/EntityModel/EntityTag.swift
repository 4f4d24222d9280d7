import JSON

/// What `Emulator.EntityTag` says of a type: its objects have a tag, which is another one after each change.
package struct EntityTag: Sendable, Equatable {
  /// A property, or an annotation, that has the tag in some form.
  package struct Member: Sendable, Equatable {
    /// `@odata.etag`, `changeKey`
    package let name: String
    /// `W/"{}"`
    fileprivate let form: String

    /// Answers have it as an annotation of the object, not as one of its properties.
    package var isAnnotation: Bool { name.hasPrefix("@") }

    /// What it has where the object has this tag: `W/"5"`.
    package func text(_ tag: String) -> String { form.replacing("{}", with: tag) }
  }

  /// What is told of a request whose condition does not hold, or that has none.
  package struct Refusal: Sendable, Equatable {
    /// In the words of the type: the workload says nothing of it.
    package let code: String
    /// For people.
    package let message: String
  }

  /// In the order of the document.
  package let members: [Member]
  /// Of a change by whoever knows another tag.
  package let changed: Refusal
  /// Of a change without a condition; nil: it needs none.
  package let missing: Refusal?

  /// The tag of an object that nothing is stored of.
  package static let unwritten = "0"
}

extension EntityTag {
  /// `{"in":{"@odata.etag":"W/\"{}\""},"changed":"code message","required":"code message"}`; nil where nothing is said.
  static func read(_ annotations: Annotations) throws(ModelError) -> EntityTag? {
    guard let record = try TermRecord("EntityTag", annotations) else { return nil }
    try record.check(["in", "changed", "required"])
    let forms = record.inner(try record.members("in"))
    guard !forms.object.members.isEmpty else { throw record.mistake("it is 'in' no member") }
    var members: [Member] = []
    for name in forms.object.names { members.append(Member(name: name, form: try forms.neededText(name))) }
    guard let changed = try refusal("changed", record) else { throw record.mistake("it has no 'changed'") }
    return EntityTag(members: members, changed: changed, missing: try refusal("required", record))
  }

  /// `code message`
  private static func refusal(_ name: String, _ record: TermRecord) throws(ModelError) -> Refusal? {
    guard let text = try record.text(name) else { return nil }
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { throw record.mistake("'\(name)' is no code with a message behind it") }
    return Refusal(code: parts[0], message: parts[1])
  }
}
