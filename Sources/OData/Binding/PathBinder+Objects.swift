import EntityModel

extension PathBinder {
  /// After an object come its bytes, a reference, a cast, a member, or an operation.
  mutating func addToEntity(_ segment: ResourceSegment, _ type: StructuredType) throws(PathError) {
    if segment.word == "$ref" { return end(.ref, type, isCollection: false) }
    if segment.word == "$value", meaning.hasStream(type) {
      place = .stream([], of: type)
      return
    }
    if let cast = meaning.cast(segment, from: type) { return addCast(cast, isCollection: false) }
    if try addMember(segment, type, owner: type) { return }
    guard let operation = meaning.operation(segment, on: type, isCollection: false) else {
      throw .unknownSegment(segment.text)
    }
    try addOperation(operation, segment)
  }

  /// A property or a navigation property; one that only derived types declare needs no cast, as the documented
  /// paths do it.
  mutating func addMember(
    _ segment: ResourceSegment, _ type: StructuredType, owner: StructuredType
  ) throws(PathError) -> Bool {
    let sources = meaning.declaring(segment.name, type)
    guard let source = sources.first, let member = source.member(segment.name) else { return false }
    switch member {
    case .navigation(let navigation): try addNavigation(navigation, segment, sources)
    case .property(let property): try addProperty(property, segment, source, owner)
    }
    return true
  }

  private mutating func addNavigation(
    _ navigation: NavigationProperty, _ segment: ResourceSegment, _ sources: [StructuredType]
  ) throws(PathError) {
    guard let target = meaning.target(segment.name, sources) else { throw .unknownSegment(segment.text) }
    steps.append(.navigation(navigation, target: target, sources: sources))
    place = navigation.isCollection ? .collection(target) : .entity(target)
    guard segment.arguments != nil else { return }
    guard navigation.isCollection else { throw .unknownSegment(segment.text) }
    try addKey(in: segment, target)
  }

  /// The objects so far are looked at as those of another type.
  mutating func addCast(_ type: StructuredType, isCollection: Bool) {
    steps.append(.cast(type))
    place = isCollection ? .collection(type) : .entity(type)
  }
}
