/// A collection that an effect puts objects in, or that a function tells changes of.
package struct EffectPlace: Sendable, Equatable {
  /// The type of the nearest object of the path that has it; nil: what the operation is bound to has it, or it is a set.
  package let owner: String?
  package let collection: String

  /// `permissions`, `microsoft.graph.user/messages`
  init?(_ text: String) {
    let names = text[...].names
    guard let collection = names.last, names.count < 3 else { return nil }
    self.owner = names.count == 2 ? names[0] : nil
    self.collection = collection
  }
}

/// To whom an effect also gives what it makes or changes: objects that have one of the texts in it as a name.
package struct EffectDelivery: Sendable, Equatable {
  /// Where the texts are: `toRecipients/emailAddress/address`.
  package let recipients: [[String]]
  /// The properties of those objects that may have such a text.
  package let names: [String]
  /// Its owner is the type of those objects.
  package let place: EffectPlace
  /// What theirs have otherwise.
  package let members: [EffectMember]
  /// Where this is false, what is made is theirs alone.
  package let keep: EffectValue?
}
