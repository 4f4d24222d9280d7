extension EntityModel {
  /// Whether the type is about bytes, or has some in a property, be it one of a complex value.
  ///
  /// - Parameter passed: names of the types that were looked at.
  func holdsStream(_ type: StructuredType, _ passed: inout Set<String>) -> Bool {
    guard passed.insert(type.name).inserted else { return false }
    if type.hasStream || type.properties.contains(where: \.isStream) { return true }
    for value in values(of: type) where holdsStream(value, &passed) { return true }
    return false
  }

  /// The types of its single complex values.
  private func values(of type: StructuredType) -> [StructuredType] {
    type.properties.compactMap { property in
      guard case .structured(let name) = property.type.element, !property.type.isCollection else {
        return nil
      }
      return self.type(name)
    }
  }

  /// Whether the complex type, one below it or the value in one of them has navigation properties.
  ///
  /// - Parameter passed: names of the types that were looked at.
  func leads(_ type: StructuredType, _ passed: inout Set<String>) -> Bool {
    guard type.kind == .complex, passed.insert(type.name).inserted else { return false }
    if !type.navigationProperties.isEmpty { return true }
    for next in derivedTypes(of: type) + values(of: type) where leads(next, &passed) { return true }
    return false
  }
}
