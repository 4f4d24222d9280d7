import EntityModel

extension PathBinder {
  /// After a collection come a count, references, a cast, an operation, or a key.
  mutating func addToCollection(_ segment: ResourceSegment, _ type: StructuredType) throws(PathError) {
    switch segment.word {
    case "$count": end(.count, type, isCollection: true)
    case "$ref": end(.ref, type, isCollection: true)
    case let text where text.hasPrefix("$"): throw .collectionInTheMiddle(lastName)
    default:
      // A GUID, as most keys are, is no name of anything.
      if !Guid.isValid(segment.text.utf8) {
        if let cast = meaning.cast(segment, from: type) { return addCast(cast, isCollection: true) }
        if let operation = meaning.operation(segment, on: type, isCollection: true) {
          return try addOperation(operation, segment)
        }
      }
      add(meaning.key(segment, type) ?? .segment(segment.text), type)
    }
  }

  /// Nothing can follow.
  mutating func end(_ suffix: BoundPath.Suffix, _ type: StructuredType, isCollection: Bool) {
    self.suffix = suffix
    place = .end(type, isCollection: isCollection)
  }
}
