import JSON

/// What `Emulator.Effect` says of an action or a function: what it does to what is stored, and what it answers
/// (docs/model.md, "What operations do").
package struct OperationEffect: Sendable, Equatable {
  package enum Act: Sendable, Equatable {
    /// Nothing of it can be seen.
    case accept
    /// In this order.
    case change([EffectChange])
    case delete
    /// The object becomes one of those that another one has; the other members change too.
    case move(EffectDestination, [EffectChange])
    /// nil: it stays beside the object.
    case copy(EffectDestination?, [EffectChange])
    case list(EffectListing)
    /// The one object of the collection of such objects that is like this; a path may go on from there.
    case find([EffectCondition])
    /// An object, or several, there; nil: in the collection that it is bound to.
    case create(EffectValue, in: EffectPlace?)
    /// Those of the collection go whose reference leads where that of one of these values does.
    case withdraw(EffectValue, by: String)
  }

  package let act: Act
  /// The parameter with the ids of those objects of the collection that are meant; nil: what it is bound to.
  package let ids: String?
  /// What is made for an id of which there is no such object; nil: it is missing then.
  package let absence: Absence?
  /// Stored objects that are meant in place of what it is bound to.
  package let objects: EffectListing?
  /// The first one that holds counts.
  package let refusals: [EffectRefusal]
  /// What is answered in place of what would be made, where it is there; nil: something is made in any case.
  package let likeness: EffectLikeness?
  /// Who else gets what is made or changed.
  package let delivery: EffectDelivery?
  package let task: EffectTask?
  /// The answer tells a URL, which says without a token that the object is made.
  package let isMonitored: Bool
  /// Of an answer that shows nothing, or the object; nil: 204, or 200.
  package let status: Int?
  /// What is answered where that is neither nothing nor the object.
  package let answer: EffectValue?
  /// What is answered for one of several objects that would refer to what is not there, where the others are made all the
  /// same; nil: then none is made.
  package let failed: EffectValue?

  /// An object with the id of one that a set has.
  package struct Absence: Sendable, Equatable {
    package let set: String
    /// Its members; `$object` is the one of the set.
    package let members: [EffectMember]
  }
}

extension OperationEffect {
  /// The type of the object that `$owner` is; nil: nobody's.
  package var owner: String? {
    if case .create(_, let place) = act, let owner = place?.owner { return owner }
    return delivery?.place.owner
  }

  private var lists: Bool { if case .list = act { true } else { false } }

  /// Whether what it answers is what the operation is declared to return.
  ///
  /// - Parameter isEntity: the returned type is one of objects with keys.
  package func answers(_ returned: TypeReference?, isEntity: Bool) -> Bool {
    guard let returned else {
      switch act {
      case .list, .find: return false
      case .accept, .change, .delete, .move, .copy, .create, .withdraw: return answer == nil
      }
    }
    if answer != nil { return !isEntity || lists && returned.isCollection }
    switch act {
    case .list: return returned.isCollection && isEntity
    case .find, .move, .copy: return !returned.isCollection && isEntity
    case .accept: return !returned.isCollection && isEntity
    case .change: return isEntity
    case .create: return isEntity
    // Without a part that failed there is nothing to say.
    case .withdraw: return returned.isCollection && !isEntity
    case .delete: return false
    }
  }
}

extension Operation {
  /// What is done about it where no rule does it; nil: nothing, or what the table says is about another declaration.
  package func effect(in model: EntityModel) -> OperationEffect? {
    guard let effect = traits.effect, effect.answers(returnType, isEntity: returnsEntities(model)) else {
      return nil
    }
    return effect
  }

  private func returnsEntities(_ model: EntityModel) -> Bool {
    guard case .structured(let name)? = returnType?.element else { return false }
    return model.type(name)?.kind == .entity
  }
}
