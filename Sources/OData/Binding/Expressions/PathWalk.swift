import EntityModel

/// Follows the segments of one path from the object to where they lead.
struct PathWalk {
  let binder: ExpressionBinder
  var segments: ArraySlice<MemberSegment>
  let position: Int
  var path: MemberPath
  var place: Place
  var cast: StructuredType?
  var filters: [BoundLambda] = []
  /// A step of the way is marked as filterable, or the way begins at an element that is.
  var isFilterable: Bool
  /// The type that declares the last property, and the names so far, for messages.
  var owner: StructuredType
  var names: [String]

  /// What the segments so far lead to.
  enum Place {
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
    try checkNames(first)
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
    case .root: try beginAtRoot(first)
    case .alias, .annotation: throw failure(.notSupported(joined(Array(segments), by: "/")), first)
    case .name, .call, .cast, .any, .all, .count, .filter: break
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
    if case .root = segment.kind { return }
    throw failure(.unknownProperty(name: segment.description, type: binder.type.name), segment)
  }

  func failure(_ kind: BindingError.Kind, _ segment: MemberSegment) -> BindingError {
    BindingError(position: segment.position, kind: kind)
  }
}

extension Call {
  fileprivate var isCast: Bool { name.lowercased() == "cast" }
}
