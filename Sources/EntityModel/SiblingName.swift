package import JSON

/// What `Emulator.SiblingName` says of a type: of the objects that are together in one place, one alone has a name.
package struct SiblingName: Sendable, Equatable {
  /// The property that has the name.
  package let property: String
  /// The way to the id of the object that they are below, where those below several have one owner and one place.
  package let parent: [String]
  /// Name of the annotation, and of the query option, that says what becomes of an object whose name is taken; nil: it is
  /// refused.
  package let annotation: String?
  /// The property by which two kinds are told apart, those with a value in it and those without; nil: there is one kind.
  package let kind: String?
  /// Characters that no name has; nil: objects may be called as one likes.
  private let illegal: Set<Unicode.Scalar>?
  /// How an object is refused whose name is taken; nil: as files are.
  package let refusal: Refusal?

  /// Whether an object may be called so: not by nothing, without a blank at either end, a full stop at the end, characters
  /// that control something, and those that the model names.
  package func allows(_ name: JSONValue) -> Bool {
    guard let illegal else { return true }
    guard let name = name.stringValue?.unicodeScalars, let first = name.first, let last = name.last else {
      return false
    }
    return ![first, last].contains { $0.properties.isWhitespace } && last != "."
      && name.allSatisfy { $0.properties.generalCategory != .control && !illegal.contains($0) }
  }

  /// Whether two objects are of one kind, by their values of the property that tells that.
  package func areAlike(_ one: JSONValue?, _ other: JSONValue?) -> Bool {
    (one ?? .null).isNull == (other ?? .null).isNull
  }
}

extension SiblingName {
  /// `{"property":"name","parent":"parentReference/id","annotation":"@microsoft.graph.conflictBehavior","kind":"folder",
  /// "illegal":"/:","taken":REFUSAL}`; nil where nothing is said.
  static func read(_ annotations: Annotations) throws(ModelError) -> SiblingName? {
    guard let record = try TermRecord("SiblingName", annotations) else { return nil }
    try record.check(["property", "parent", "annotation", "kind", "illegal", "taken"])
    let illegal = try record.text("illegal")
    return SiblingName(
      property: try record.neededText("property"), parent: (try record.text("parent") ?? "")[...].names,
      annotation: try record.text("annotation"), kind: try record.text("kind"),
      illegal: illegal.map { Set($0.unicodeScalars) }, refusal: try Refusal.read("taken", record))
  }
}
