import JSON

/// What `Emulator.CreationEffect` says of a set or a collection: what comes of it besides when somebody makes an object there
/// (docs/model.md, "What creations do").
package struct CreationEffect: Sendable, Equatable {
  /// Values that are called by these names in the others, made in this order.
  package let named: [EffectMember]
  /// nil: the object has none.
  package let twin: Twin?
  /// The first one that holds counts.
  package let refusals: [EffectRefusal]
  /// What is answered in place of what would be made, where it is there; nil: an object is made in any case.
  package let likeness: EffectLikeness?
  /// What the object is made of; nil: of what was sent.
  package let value: EffectValue?
  /// What a POST to the set answers with in place of the object.
  package let task: EffectTask?
  /// Objects that are made after it, in this order.
  package let others: [Other]

  /// What is made in another collection of the object that has this one, or in a set.
  package struct Other: Sendable, Equatable {
    package let collection: String
    /// An object, or several; nothing where it comes to nothing.
    package let value: EffectValue
  }

  /// Another object that has the same id. It is there, or is made.
  package struct Twin: Sendable, Equatable {
    /// The reference by which a body may name it.
    package let reference: String
    /// The set in which it is made else, and of what.
    package let set: String
    /// What the one is made of that is not there.
    package let value: EffectValue
    /// What of it changes.
    package let changes: [EffectChange]
  }
}
