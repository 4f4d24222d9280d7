import JSON

/// What an object has to be like to be meant: the value at the end of a path, or that of one of the objects on the way
/// where a collection is on it.
package struct EffectCondition: Sendable, Equatable {
  package enum Test: Sendable, Equatable {
    /// The same, texts in whatever case.
    case equals(EffectValue)
    /// `{"$contains":"$q"}`: a text with this one in it, in whatever case.
    case contains(EffectValue)
  }

  package let path: [String]
  package let test: Test

  private static let contains = "$contains"

  static func conditions(of object: JSONObject) -> [EffectCondition] {
    object.members.map { EffectCondition(path: $0.name[...].names, test: test($0.value)) }
  }

  private static func test(_ value: JSONValue) -> Test {
    if let object = value.objectValue, object.names == [contains], let part = object[contains] {
      return .contains(EffectValue(part))
    }
    return .equals(EffectValue(value))
  }
}
