/// A step on a way from objects to others.
package struct NavigationStep: Sendable, Equatable {
  /// Name of the navigation property.
  package let navigation: String
  /// `children*`: of what it leads to as well, to any depth.
  package let isRepeated: Bool
}

extension NavigationStep {
  /// `children*`
  init(_ text: String) {
    isRepeated = text.hasSuffix("*")
    navigation = isRepeated ? String(text.dropLast()) : text
  }
}
