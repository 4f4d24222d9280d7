package import EntityModel

/// Resolves the segments of a path against a model (OData URL Conventions 4.01, section 4).
package struct PathBinder {
  private let meaning: SegmentMeaning
  private var steps: [BoundPath.Step] = []
  private var place = Place.root
  private var suffix = BoundPath.Suffix.none
  private var lastName = ""
  /// The paths up to and with each function that the path went on from.
  private var functions: [BoundPath] = []

  /// What the segments so far lead to.
  private enum Place {
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

  private var model: EntityModel { meaning.model }

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

  private func lastPath() throws(PathError) -> BoundPath {
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

  mutating func add(_ segment: ResourceSegment) throws(PathError) {
    try follow(segment)
    lastName = segment.name
  }

  private mutating func follow(_ segment: ResourceSegment) throws(PathError) {
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

  /// Only what a composable function returns has segments of its own (OData URL Conventions 4.01, section 4.5).
  private mutating func add(_ segment: ResourceSegment, after operation: Operation) throws(PathError) {
    guard operation.isComposable, let result = operation.returnType,
      case .structured(let name) = result.element,
      let type = model.type(name)
    else { throw .unknownSegment(segment.text) }
    functions.append(try lastPath())
    (steps, suffix) = ([], .none)
    place = result.isCollection ? .collection(type) : .entity(type)
    try follow(segment)
  }

  // MARK: First segment

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

  /// The key in the parentheses of a segment that names a collection.
  private mutating func addKey(in segment: ResourceSegment, _ type: StructuredType) throws(PathError) {
    guard let arguments = segment.arguments, !arguments.isEmpty else { return }
    for argument in arguments {
      if let name = argument.name, type.property(name) == nil { throw .unknownKeyName(name) }
    }
    let keys = arguments.map { KeyArgument(name: $0.name, value: $0.value.keyText ?? "") }
    let isUnnamed = keys.count == 1 && keys[0].name == nil
    add(isUnnamed ? .parenthesized(keys[0].value) : .named(keys), type)
  }

  // MARK: Keys that no segment says as they are

  /// The type of the object that was bound last; nil after anything else.
  var entityType: StructuredType? {
    if case .entity(let type) = place { type } else { nil }
  }

  /// The key that was bound last, as a segment of its own.
  var lastSegmentKey: String? {
    if case .key(.segment(let key))? = steps.last { key } else { nil }
  }

  mutating func addKey(_ key: KeyPredicate) {
    guard case .collection(let type) = place else { return }
    steps.append(.key(key))
    place = .entity(type)
  }

  mutating func replaceKey(_ key: KeyPredicate) { steps[steps.count - 1] = .key(key) }

  // MARK: After a collection

  private mutating func addToCollection(_ segment: ResourceSegment, _ type: StructuredType) throws(PathError)
  {
    switch segment.word {
    case "$count": end(.count, type, isCollection: true)
    case "$ref": end(.ref, type, isCollection: true)
    case let text where text.hasPrefix("$"): throw .collectionInTheMiddle(lastName)
    default:
      // A GUID, as most keys are, is no name of anything.
      if !Guid.isValid(segment.text.utf8) {
        if let cast = meaning.cast(segment, from: type) { return addCast(cast, isCollection: true) }
        if let operation = meaning.operation(segment, on: type, isCollection: true) {
          return addOperation(operation, segment)
        }
      }
      add(meaning.key(segment, type) ?? .segment(segment.text), type)
    }
  }

  /// The object of a collection that has the key; where that is the name of a single value beside it, this one.
  private mutating func add(_ key: KeyPredicate, _ type: StructuredType) {
    let key = meaning.withoutType(key, type)
    if let single = steps.last?.singleItem(model), key.text?.lowercased() == single.name.lowercased() {
      steps[steps.count - 1] = single.step
    } else {
      steps.append(.key(key))
    }
    place = .entity(type)
  }

  private mutating func end(_ suffix: BoundPath.Suffix, _ type: StructuredType, isCollection: Bool) {
    self.suffix = suffix
    place = .end(type, isCollection: isCollection)
  }

  // MARK: After an object

  private mutating func addToEntity(_ segment: ResourceSegment, _ type: StructuredType) throws(PathError) {
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
    addOperation(operation, segment)
  }

  private mutating func addToComplex(
    _ segment: ResourceSegment, _ type: StructuredType, _ owner: StructuredType
  ) throws(PathError) {
    if let cast = meaning.cast(segment, from: type) { return narrow(to: cast, owner) }
    guard try addMember(segment, type, owner: owner) else { throw .unknownSegment(segment.text) }
  }

  /// A property or a navigation property; one that only derived types declare needs no cast, as the documented
  /// paths do it.
  private mutating func addMember(
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

  private mutating func addProperty(
    _ property: Property, _ segment: ResourceSegment, _ type: StructuredType, _ owner: StructuredType
  ) throws(PathError) {
    guard segment.arguments == nil else { throw .unknownSegment(segment.text) }
    guard case .structured(let name) = property.type.element, !property.type.isCollection,
      let complex = model.type(name), model.leadsOn(complex)
    else {
      place = Self.place(of: takeContainers() + [property], owner)
      return
    }
    steps.append(.complex(property, complex))
    place = .complex(complex, owner: owner)
  }

  /// A cast of a complex value to a derived type.
  private mutating func narrow(to cast: StructuredType, _ owner: StructuredType) {
    if case .complex(let property, _)? = steps.popLast() {
      steps.append(.complex(property.narrowed(to: cast), cast))
    }
    place = .complex(cast, owner: owner)
  }

  /// The complex values that the path went through last, which are then a part of what is asked of their object.
  private mutating func takeContainers() -> [Property] {
    var properties: [Property] = []
    while case .complex(let property, _)? = steps.last {
      properties.insert(property, at: 0)
      steps.removeLast()
    }
    return properties
  }

  private mutating func addToProperty(
    _ segment: ResourceSegment, _ properties: [Property], _ owner: StructuredType
  ) throws(PathError) {
    if segment.word == properties.rawSegment {
      suffix = .value(properties)
      place = .end(owner, isCollection: false)
      return
    }
    guard let last = properties.last, !last.type.isCollection, case .structured(let name) = last.type.element,
      let type = model.type(name)
    else { throw .unknownSegment(segment.text) }
    if let cast = meaning.cast(segment, from: type) {
      place = .property(properties.dropLast() + [last.narrowed(to: cast)], of: owner)
      return
    }
    guard let inner = type.property(segment.name) else { throw .unknownSegment(segment.text) }
    place = Self.place(of: properties + [inner], owner)
  }

  private static func place(of properties: [Property], _ owner: StructuredType) -> Place {
    properties.last?.isStream == true ? .stream(properties, of: owner) : .property(properties, of: owner)
  }

  // MARK: Casts and operations

  private mutating func addCast(_ type: StructuredType, isCollection: Bool) {
    steps.append(.cast(type))
    place = isCollection ? .collection(type) : .entity(type)
  }

  private mutating func addOperation(_ operation: Operation, _ segment: ResourceSegment) {
    suffix = .operation(operation, arguments: segment.arguments ?? [])
    switch place {
    case .collection(let type): place = .result(operation, of: type, isCollection: true)
    case .entity(let type): place = .result(operation, of: type, isCollection: false)
    case .root, .complex, .property, .stream, .end, .result: break
    }
  }
}
