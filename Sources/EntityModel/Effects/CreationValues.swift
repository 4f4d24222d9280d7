/// What an object gets beside what a body says (`Emulator.Creation`).
package struct CreationValues: Sendable {
  /// What follows where a body says something of a property.
  package struct Following: Sendable {
    /// By its name.
    package let property: String
    /// What the object gets then, where the body says nothing of it.
    package let members: [EffectMember]
  }

  /// The types of which the nearest object of the path is whose values `$owner` tells.
  package let owners: [String]
  /// What a new object has where the body says nothing.
  package let defaults: [EffectMember]
  /// What a new object has in any case.
  package let members: [EffectMember]
  /// Of a new object and of one that changes.
  package let following: [Following]
}
