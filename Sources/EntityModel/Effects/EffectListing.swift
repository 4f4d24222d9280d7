/// What a function lists: stored objects, as far as they are like this.
package struct EffectListing: Sendable, Equatable {
  /// The set that the way begins at; nil: what the function is bound to.
  package let set: String?
  /// The navigation properties on the way from what the function is bound to; none: that itself, or what the collection
  /// holds.
  package let through: [NavigationStep]
  package let conditions: [EffectCondition]
  /// A parameter, and what is asked where it has that text; nil: the same is asked of all.
  package let choice: Choice?

  package struct Choice: Sendable, Equatable {
    package let parameter: String
    package let cases: [String: [EffectCondition]]
  }
}

/// Where an effect puts an object, or a copy of it.
package struct EffectDestination: Sendable, Equatable {
  /// The parameter with the id of the object that is to have it; where it is not given, the object that has it already.
  package let parameter: String
  /// Where in the parameter the id is; none: it is the id.
  package let member: [String]
  /// Where the request has the id of the object that contains such objects; none: it is the nearest one of the path.
  package let holder: [String]
  /// The type that contains such objects, and by what: `microsoft.graph.user`, `mailFolders`.
  package let owner: String
  package let collection: String
  /// By what the object there has it.
  package let navigation: String
  /// How it is refused where that object is itself, or one that it contains; nil: such an object is not found.
  package let refusal: EffectRefusal?
  /// How an object is refused that another one has as a single value; nil: it is not.
  package let singleRefusal: EffectRefusal?
}
