import JSON

/// What `Emulator.SiblingName` says of a type: of the objects that are together in one place, one alone has a name.
package struct SiblingName: Sendable, Equatable {
  /// The property that has the name.
  package let property: String
  /// The way to the id of the object that they are below, where those below several have one owner and one place.
  package let parent: [String]
  /// Name of the annotation, and of the query option, that says what becomes of an object whose name is taken; nil: it is
  /// refused.
  package let annotation: String?
  /// How it is refused; nil: as files are.
  package let refusal: Refusal?
}

extension SiblingName {
  /// `{"property":"name","parent":"parentReference/id","annotation":"@microsoft.graph.conflictBehavior","taken":REFUSAL}`; nil
  /// where nothing is said.
  static func read(_ annotations: Annotations) throws(ModelError) -> SiblingName? {
    guard let record = try TermRecord("SiblingName", annotations) else { return nil }
    try record.check(["property", "parent", "annotation", "taken"])
    return SiblingName(
      property: try record.neededText("property"), parent: (try record.text("parent") ?? "")[...].names,
      annotation: try record.text("annotation"), refusal: try Refusal.read("taken", record))
  }
}
