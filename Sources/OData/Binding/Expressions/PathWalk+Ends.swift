import EntityModel

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

  func checkCollection(_ segment: MemberSegment) throws(BindingError) {
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
  func bound(_ predicate: Expression) throws(BindingError) -> BoundLambda {
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
