/// What `Emulator.SiblingName` says of a type: of the objects that are together in one place, one alone has a name.
package struct SiblingName: Sendable, Equatable {
  /// The property that has the name.
  package let property: String
  /// The way to the id of the object that they are below, where those below several have one owner and one place.
  package let parent: [String]
  /// Name of the annotation, and of the query option, that says what becomes of an object whose name is taken.
  package let annotation: String

  /// `name by parentReference/id @microsoft.graph.conflictBehavior`
  init?(_ words: [String]?) {
    guard let words, words.count == 4, words[1] == "by" else { return nil }
    (property, parent, annotation) = (words[0], words[2][...].names, words[3])
  }
}
