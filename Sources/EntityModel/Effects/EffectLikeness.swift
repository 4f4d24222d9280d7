/// Which object is answered in place of one that would be made, where it is there.
package struct EffectLikeness: Sendable, Equatable {
  /// What it is like.
  package let conditions: [EffectCondition]
  /// A collection that the object contains, and a reference of what is in it: those lead where those of the new one would;
  /// nil: nobody looks where references lead.
  package let references: Path?

  /// `members/user`
  package struct Path: Sendable, Equatable {
    package let collection: String
    package let reference: String

    init?(_ text: String) {
      let names = text[...].names
      guard names.count == 2 else { return nil }
      (collection, reference) = (names[0], names[1])
    }
  }
}
