/// What an effect asks of the object first: one that is like this is refused, and how.
package struct EffectRefusal: Sendable, Equatable {
  package let conditions: [EffectCondition]
  package let status: Int
  package let code: String
  package let message: String
}

/// Something that goes on after the answer, which tells where it can be looked at: an object in what a navigation property
/// of the nearest object of the path that has such a one leads to.
package struct EffectTask: Sendable, Equatable {
  package let navigation: String
  package let value: EffectValue
  /// The header that has its URL.
  package let header: String

  /// Told in `Location`, where nothing else is said.
  package init(navigation: String, value: EffectValue, header: String = "Location") {
    (self.navigation, self.value, self.header) = (navigation, value, header)
  }
}
