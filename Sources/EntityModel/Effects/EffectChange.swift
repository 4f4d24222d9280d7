/// One thing that an effect does to an object.
package enum EffectChange: Sendable, Equatable {
  /// The value at the end of a path becomes this one.
  case set(EffectMember)
  /// A collection gets one more element.
  case append(EffectMember)
  /// A collection loses the elements that are like this.
  case remove(path: [String], [EffectCondition])
  /// Elements of a collection that are like this get these members.
  case amend(path: [String], [EffectCondition], [EffectMember])
  /// The object contains these objects and no others.
  case contain(navigation: String, EffectValue)

  /// Where it changes something, for whoever compares the table with a model.
  package var path: [String] {
    switch self {
    case .set(let member), .append(let member): member.path
    case .remove(let path, _), .amend(let path, _, _): path
    case .contain(let navigation, _): [navigation]
    }
  }
}
