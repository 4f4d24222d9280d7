import EntityModel

/// Follows the segments of one path from the object to where they lead.
struct PathWalk {
  private let binder: ExpressionBinder
  private var segments: ArraySlice<MemberSegment>
  private let position: Int
  private var path: MemberPath
  private var place: Place
  private var cast: StructuredType?
  private var filters: [BoundLambda] = []
  /// A property of the way is marked as filterable, or the way begins at an element that is.
  private var isFilterable: Bool
  /// The type that declares the last property, and the names so far, for messages.
  private var owner: StructuredType
  private var names: [String]

  /// What the segments so far lead to.
  private enum Place {
    case single(ValueType)
    case collection(ValueType)
  }

  init(_ binder: ExpressionBinder, _ segments: [MemberSegment], at position: Int) throws(BindingError) {
    self.binder = binder
    self.segments = segments[...]
    self.position = position
    path = MemberPath(root: .item)
    place = .single(.structured(binder.type))
    isFilterable = binder.filterable == .all
    owner = binder.type
    names = []
    try begin()
  }

  /// Steps over a first segment that is no name.
  private mutating func begin() throws(BindingError) {
    guard let first = segments.first else { return }
    switch first.kind {
    case .it: segments.removeFirst()
    case .this:
      guard let variable = binder.variables.last else { return _ = segments.removeFirst() }
      enter(variable)
    case .variable(let name):
      guard let variable = binder.variables.last(where: { $0.name == name }) else {
        throw failure(.unknownProperty(name: name, type: binder.type.name), first)
      }
      enter(variable)
    case .call(let call) where call.isCast: try beginCast(call, first)
    case .call: break
    case .root: try beginAtRoot(first)
    case .alias, .annotation: throw failure(.notSupported(joined(Array(segments), by: "/")), first)
    case .name, .cast, .any, .all, .count, .filter: try checkNames(first)
    }
  }

  private mutating func enter(_ variable: ExpressionBinder.Variable) {
    segments.removeFirst()
    path.root = .variable(variable.number, name: variable.name)
    place = .single(variable.type)
    isFilterable = isFilterable || variable.isFilterable
    names = variable.path
  }

  /// `cast(manager,microsoft.graph.user)/department`
  private mutating func beginCast(_ call: Call, _ segment: MemberSegment) throws(BindingError) {
    let value = try binder.call(call, at: segment.position)
    guard case .member(let path) = value.kind else {
      throw failure(.notSupported(segment.description), segment)
    }
    segments.removeFirst()
    self.path = path
    place = .single(value.type)
  }

  /// `$root/users('x')/displayName`
  private mutating func beginAtRoot(_ segment: MemberSegment) throws(BindingError) {
    segments.removeFirst()
    let name: String? =
      switch segments.first?.kind {
      case .name(let name): name
      case .call(let call): call.name
      default: nil
      }
    guard let name, let element = binder.model.containerElement(name), element.kind == .entitySet,
      let type = binder.model.type(element.type), let set = segments.first
    else { throw failure(.notSupported("$root/\(joined(Array(segments), by: "/"))"), segment) }
    segments.removeFirst()
    path.root = .set(name: element.name, type)
    place = .collection(.structured(type))
    if case .call(let call) = set.kind { try step(key: call, set) }
  }

  /// After `groupby` and `aggregate` an object has no properties of its type any more.
  private func checkNames(_ segment: MemberSegment) throws(BindingError) {
    guard binder.hasOnlyComputed else { return }
    throw failure(.unknownProperty(name: segment.description, type: binder.type.name), segment)
  }

  private func failure(_ kind: BindingError.Kind, _ segment: MemberSegment) -> BindingError {
    BindingError(position: segment.position, kind: kind)
  }
}

// MARK: ends

extension PathWalk {
  mutating func value() throws(BindingError) -> BoundExpression {
    while let segment = segments.popFirst() {
      if let end = try end(segment) {
        if let further = segments.first { throw failure(.notSupported(further.description), further) }
        return end
      }
      try step(segment)
    }
    guard case .single(let type) = place else {
      throw BindingError(position: position, kind: .collection(name: names.last ?? path.description))
    }
    try checkFilterable(type)
    return BoundExpression(position: position, type: type, kind: .member(path))
  }

  mutating func collection() throws(BindingError) -> CollectionPath {
    while let segment = segments.popFirst() { try step(segment) }
    guard case .collection = place else {
      throw BindingError(position: position, kind: .notCollection(name: path.description))
    }
    try checkFilterable(.null)
    return collectionPath
  }

  private var collectionPath: CollectionPath {
    let element =
      switch place {
      case .collection(let type), .single(let type): type
      }
    return CollectionPath(path: path, element: element, cast: cast, filters: filters)
  }

  /// `any`, `all` and `$count`; nil for a segment that leads on.
  private func end(_ segment: MemberSegment) throws(BindingError) -> BoundExpression? {
    switch segment.kind {
    case .any(let lambda):
      try checkCollection(segment)
      guard let lambda else {
        try checkFilterable(.null)
        return .boolean(.any(collectionPath, nil), at: position)
      }
      return .boolean(.any(collectionPath, try bound(lambda)), at: position)
    case .all(let lambda):
      try checkCollection(segment)
      return .boolean(.all(collectionPath, try bound(lambda)), at: position)
    case .count(let options):
      try checkCollection(segment)
      return try count(options)
    default: return nil
    }
  }

  private func checkCollection(_ segment: MemberSegment) throws(BindingError) {
    guard case .single = place else { return }
    throw failure(.notCollection(name: names.last ?? path.description), segment)
  }

  private func bound(_ lambda: Lambda) throws(BindingError) -> BoundLambda {
    let inner = binder.inside(lambda.variable, over: collectionPath, isFilterable: isFilterable)
    let predicate = try inner.condition(lambda.predicate)
    return BoundLambda(variable: binder.variables.count, name: lambda.variable, predicate: predicate)
  }

  /// `$count`, `$count($filter=…;$search=…)`
  private func count(_ options: NestedOptions?) throws(BindingError) -> BoundExpression {
    try checkFilterable(.null)
    var collection = collectionPath
    if let filter = options?.filter { collection.filters.append(try bound(filter)) }
    var search: BoundSearch?
    if let expression = options?.search, case .structured(let type) = collection.element {
      search = try ExpressionBinder(model: binder.model, type: type).search(expression, as: .text)
    }
    return BoundExpression(
      position: position, type: .primitive(.int64), kind: .count(collection, search: search))
  }

  /// A predicate whose names are those of the elements.
  private func bound(_ predicate: Expression) throws(BindingError) -> BoundLambda {
    guard case .structured(let type) = collectionPath.element else {
      let lambda = Lambda(variable: "$this", predicate: predicate)
      return try bound(lambda)
    }
    let inner = ExpressionBinder(
      model: binder.model, type: type, aliases: binder.aliases,
      filterable: isFilterable ? .all : binder.filterable)
    return BoundLambda(variable: Self.elementVariable, name: "$it", predicate: try inner.filter(predicate))
  }

  /// The number under which a predicate without a variable knows the element: it is the item there.
  private static var elementVariable: Int { -1 }

  private func checkFilterable(_ type: ValueType) throws(BindingError) {
    guard !isFilterable, !names.isEmpty else { return }
    // Comparing a whole object with null says no more than its id does.
    if case .structured = type { return }
    throw BindingError(
      position: position, kind: .notFilterable(path: names.joined(separator: "/"), type: owner.name))
  }
}

// MARK: steps

extension PathWalk {
  private mutating func step(_ segment: MemberSegment) throws(BindingError) {
    switch segment.kind {
    case .name(let name): try step(name, segment)
    case .cast(let name): try step(cast: name, segment)
    case .call(let call): try step(call, segment)
    case .filter(let predicate):
      try checkCollection(segment)
      filters.append(try bound(predicate))
    default: throw failure(.notSupported(segment.description), segment)
    }
  }

  private mutating func step(_ name: String, _ segment: MemberSegment) throws(BindingError) {
    guard case .single(let type) = place else { throw failure(.collection(name: name), segment) }
    guard case .structured(let structured) = type else {
      throw failure(.notStructured(name: name, type: type.name), segment)
    }
    let declaring = binder.model.typesDeclaring(name, below: structured)
    guard let member = binder.model.member(name, of: structured) else {
      throw failure(.unknownProperty(name: name, type: structured.name), segment)
    }
    switch member {
    case .property(let property): try step(property, declaring, structured, segment)
    case .navigation(let navigation): try step(navigation, declaring, segment)
    }
  }

  private mutating func step(
    _ property: Property, _ declaring: [StructuredType], _ type: StructuredType, _ segment: MemberSegment
  ) throws(BindingError) {
    guard let value = binder.model.valueType(property.type) else {
      throw failure(.unknownType(property.type.elementName), segment)
    }
    path.steps.append(.property(property, declaring: declaring))
    names.append(property.name)
    if type.kind == .entity { owner = declaring.first ?? type }
    if property.isFilterable || property.name == "id" && type.kind == .entity { isFilterable = true }
    place = property.type.isCollection ? .collection(value) : .single(value)
  }

  private mutating func step(
    _ navigation: NavigationProperty, _ declaring: [StructuredType], _ segment: MemberSegment
  ) throws(BindingError) {
    guard let target = binder.model.type(navigation.target) else {
      throw failure(.unknownType(navigation.target), segment)
    }
    path.steps.append(.navigation(navigation, target: target, declaring: declaring))
    names.append(navigation.name)
    let value = ValueType.structured(target)
    place = navigation.isCollection ? .collection(value) : .single(value)
  }

  /// `members('x')`
  private mutating func step(_ call: Call, _ segment: MemberSegment) throws(BindingError) {
    guard case .single(.structured(let type)) = place,
      case .navigation(let navigation)? = binder.model.member(call.name, of: type),
      navigation.isCollection
    else { throw failure(.unknownFunction(call.name), segment) }
    try step(call.name, segment)
    try step(key: call, segment)
  }

  private mutating func step(key call: Call, _ segment: MemberSegment) throws(BindingError) {
    guard case .collection(let element) = place, call.arguments.count == 1,
      call.arguments[0].name.map({ $0.lowercased() == "id" }) ?? true,
      let id = try binder.value(call.arguments[0].value).constant?.key
    else { throw failure(.notSupported(segment.description), segment) }
    path.steps.append(.key(id))
    place = .single(element)
  }

  private mutating func step(cast name: String, _ segment: MemberSegment) throws(BindingError) {
    guard let type = binder.model.type(name) else { throw failure(.unknownType(name), segment) }
    let declared =
      switch place {
      case .single(let type), .collection(let type): type
      }
    guard case .structured(let structured) = declared,
      type.isKind(of: structured) || structured.isKind(of: type)
    else { throw failure(.unrelatedType(type.name, from: declared.name), segment) }
    switch place {
    case .single:
      path.steps.append(.cast(type))
      place = .single(.structured(type))
    case .collection:
      cast = type
      place = .collection(.structured(type))
    }
  }
}

extension Call {
  fileprivate var isCast: Bool { name.lowercased() == "cast" }
}

extension Constant {
  /// What it says as the key of an object.
  fileprivate var key: String? {
    switch self {
    case .string(let text), .guid(let text): text
    case .integer(let number): String(number)
    default: nil
    }
  }
}
