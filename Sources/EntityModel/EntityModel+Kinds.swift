extension EntityModel {
  /// Whether a type is another one or derives from it: as we say, or as the service publishes it.
  package func isKind(_ type: StructuredType, of other: StructuredType) -> Bool {
    if type.isKind(of: other) { return true }
    return type.traits.publishedBase.flatMap { self.type($0) }?.isKind(of: other) == true
  }

  /// Of operations that are bound to a type and to bases of it, the one that is bound nearest to it.
  package func nearest(_ operations: [Operation]) -> Operation? {
    operations.max { depth($0) < depth($1) }
  }

  private func depth(_ operation: Operation) -> Int {
    guard case .structured(let name)? = operation.binding?.element else { return 0 }
    return sequence(first: type(name)) { $0?.baseType }.prefix { $0 != nil }.count
  }
}
