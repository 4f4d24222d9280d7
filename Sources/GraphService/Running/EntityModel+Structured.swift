import EntityModel

extension EntityModel {
  /// The structured type that a value is of, or its elements.
  func structured(_ reference: TypeReference) -> StructuredType? {
    guard case .structured(let name) = reference.element else { return nil }
    return type(name)
  }
}
