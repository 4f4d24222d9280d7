extension EntityModel {
  /// Names of the types that are about bytes, or have some in a property, be it one of a complex value.
  static func namesOfTypesWithStreams(_ types: [StructuredType]) -> Set<String> {
    var found = Set(types.filter { $0.hasStream || $0.properties.contains(where: \.isStream) }.map(\.name))
    var isComplete = false
    while !isComplete {
      let further = types.filter { !found.contains($0.name) && $0.holdsComplexValue(of: found) }
      found.formUnion(further.map(\.name))
      isComplete = further.isEmpty
    }
    return found
  }
}

extension StructuredType {
  fileprivate func holdsComplexValue(of types: Set<String>) -> Bool {
    properties.contains { property in
      guard case .structured(let name) = property.type.element, !property.type.isCollection else {
        return false
      }
      return types.contains(name)
    }
  }
}
