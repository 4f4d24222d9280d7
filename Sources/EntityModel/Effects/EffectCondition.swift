/// What an object has to be like to be meant: the value at the end of a path, or that of one of the objects on the way
/// where a collection is on it.
package struct EffectCondition: Sendable, Equatable {
  package enum Test: Sendable, Equatable {
    /// The same, texts in whatever case.
    case equals(EffectValue)
    /// `{"$contains":"$q"}`: a text with this one in it, in whatever case.
    case contains(EffectValue)
    /// `{"$given":true}`: there, and neither null nor empty; or the opposite.
    case given(Bool)
    /// `{"$unlike":"^[A-Z]+$"}`: no text of which some part is like this pattern.
    case unlike(String)
    /// `{"$some":{"address":{"$given":false}}}`: one of the elements is like this.
    case some([EffectCondition])
    /// `{"$noneIn":{"planner/buckets":CONDITIONS}}`: a text that is the id of no object there that is like this.
    case noneIn([String], [EffectCondition])
  }

  package let path: [String]
  /// Other ways, one of whose values may be like this as well.
  package var others: [[String]] = []
  package let test: Test

  package var paths: [[String]] { [path] + others }

  /// What is tested where that is no member: `$Message/body`, of the request.
  package var requested: EffectValue? {
    path.first?.hasPrefix("$") == true ? .named(path.joined(separator: "/").dropFirst()) : nil
  }
}
