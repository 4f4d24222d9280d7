extension EffectValue {
  /// It follows from the object alone that it is for: no request, and no moment, has a say in it.
  package var isOfObjectAlone: Bool {
    switch self {
    case .literal, .property: true
    case .array(let values), .first(let values): values.allSatisfy(\.isOfObjectAlone)
    case .object(let members): members.allSatisfy { $0.path.count == 1 && $0.value.isOfObjectAlone }
    case .any(let value), .brief(let value): value.isOfObjectAlone
    case .choice(let text, let cases): text.isOfObjectAlone && cases.allSatisfy(\.value.isOfObjectAlone)
    case .moment, .caller, .user, .userValue, .last, .lasting, .identity, .parameter, .owner, .twin, .made,
      .identifier,
      .joined, .merged,
      .all, .without, .key, .conditional, .each, .item:
      false
    }
  }
}

extension CreationValues {
  /// What new objects of seeds have too where they say nothing.
  package var ownDefaults: [EffectMember] { defaults.filter(\.isOwn) }

  /// What follows in new objects of seeds too from what they say.
  package var ownFollowing: [Following] {
    following.map { Following(property: $0.property, members: $0.members.filter(\.isOwn)) }
  }
}

extension EffectMember {
  fileprivate var isOwn: Bool { path.count == 1 && value.isOfObjectAlone }
}
