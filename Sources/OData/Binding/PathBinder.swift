package import EntityModel

/// Resolves the segments of a path against a model (OData URL Conventions 4.01, section 4).
package struct PathBinder {
  let meaning: SegmentMeaning
  var steps: [BoundPath.Step] = []
  var place = Place.root
  var suffix = BoundPath.Suffix.none
  private(set) var lastName = ""
  /// The paths up to and with each function that the path went on from.
  var functions: [BoundPath] = []

  /// What the segments so far lead to.
  enum Place {
    case root
    case entity(StructuredType)
    case collection(StructuredType)
    case complex(StructuredType, owner: StructuredType)
    /// A property, or something that nothing can follow.
    case property([Property], of: StructuredType)
    case stream([Property], of: StructuredType)
    case end(StructuredType, isCollection: Bool)
    /// What an operation returns; the type is that of what it is bound to.
    case result(Operation, of: StructuredType, isCollection: Bool)
  }

  private init(model: EntityModel) { meaning = SegmentMeaning(model: model) }

  var model: EntityModel { meaning.model }

  package static func bind(_ path: ResourcePath, to model: EntityModel) throws(PathError) -> BoundPath {
    var walk = AddressWalk(PathBinder(model: model))
    for segment in path.segments { try walk.add(segment) }
    return try walk.path()
  }

  /// The path of a member of the object that a path leads to, or of any object of its collection; nil where there is none.
  ///
  /// - Parameters:
  ///   - names: casts and complex properties, and at the end the member.
  ///   - path: one without a suffix.
  package static func bind(_ names: [String], below path: BoundPath, in model: EntityModel) -> BoundPath? {
    guard let rest = try? ResourcePath.parse(names.joined(separator: "/")) else { return nil }
    var binder = PathBinder(model: model)
    binder.steps = path.steps
    binder.place = path.isCollection ? .collection(path.type) : .entity(path.type)
    binder.addKey(.segment("k"))
    do throws(PathError) {
      for segment in rest.segments { try binder.add(segment) }
      return try binder.path()
    } catch { return nil }
  }

  func path() throws(PathError) -> BoundPath {
    var path = try lastPath()
    for var function in functions.reversed() {
      function.continuation = .path(path)
      path = function
    }
    return path
  }

  /// Without the functions before it.
  func lastPath() throws(PathError) -> BoundPath {
    switch place {
    case .root: throw .unknownSegment("")
    case .entity(let type): return BoundPath(steps: steps, suffix: suffix, type: type, isCollection: false)
    case .collection(let type): return BoundPath(steps: steps, suffix: suffix, type: type, isCollection: true)
    case .property(let properties, let type):
      return BoundPath(steps: steps, suffix: .property(properties), type: type, isCollection: false)
    case .stream(let properties, let type):
      return BoundPath(steps: steps, suffix: .stream(properties), type: type, isCollection: false)
    case .complex(_, let owner):
      var binder = self
      let properties = binder.takeContainers()
      return BoundPath(steps: binder.steps, suffix: .property(properties), type: owner, isCollection: false)
    case .end(let type, let isCollection), .result(_, let type, let isCollection):
      return BoundPath(steps: steps, suffix: suffix, type: type, isCollection: isCollection)
    }
  }

  /// Goes on by one segment.
  mutating func add(_ segment: ResourceSegment) throws(PathError) {
    try follow(segment)
    lastName = segment.name
  }

  /// What the segment means after those so far.
  mutating func follow(_ segment: ResourceSegment) throws(PathError) {
    switch place {
    case .root: try addFirst(segment)
    case .collection(let type): try addToCollection(segment, type)
    case .entity(let type): try addToEntity(segment, type)
    case .complex(let type, let owner): try addToComplex(segment, type, owner)
    case .property(let properties, let owner): try addToProperty(segment, properties, owner)
    case .result(let operation, _, _): try add(segment, after: operation)
    // The bytes of a property have two URLs: `logo` and `logo/$value`.
    case .stream(let properties, let owner) where segment.word == "$value" && !properties.isEmpty:
      suffix = .stream(properties)
      place = .end(owner, isCollection: false)
    case .end, .stream: throw .unknownSegment(segment.text)
    }
  }

  private mutating func addFirst(_ segment: ResourceSegment) throws(PathError) {
    guard let element = model.containerElement(segment.name), let type = model.type(element.type) else {
      throw .unknownSegment(segment.text)
    }
    switch element.kind {
    case .singleton:
      steps.append(.singleton(element, type))
      place = .entity(type)
      guard segment.arguments == nil else { throw .unknownSegment(segment.text) }
    case .entitySet:
      steps.append(.entitySet(element, type))
      place = .collection(type)
      try addKey(in: segment, type)
    }
  }
}
