import EntityModel

extension ExpressionBinder {
  /// A path that ends in a single value.
  func member(_ segments: [MemberSegment], at position: Int) throws(BindingError) -> BoundExpression {
    if segments.count == 1, case .alias(let name) = segments[0].kind { return try alias(name, at: position) }
    if let computed = computed(segments, at: position) { return computed }
    var walk = try PathWalk(self, segments, at: position)
    return try walk.value()
  }

  /// A path that ends in a collection.
  func collection(_ expression: Expression) throws(BindingError) -> CollectionPath {
    guard case .path(let segments) = expression.kind else {
      throw BindingError(position: expression.position, kind: .notCollection(name: expression.description))
    }
    // Lists that an alias stands for were looked for before; an alias that names itself too.
    if segments.count == 1, case .alias(let name) = segments[0].kind, let path = aliases[name] {
      return try inside(name).collection(path)
    }
    var walk = try PathWalk(self, segments, at: expression.position)
    return try walk.collection()
  }

  /// The value of `@p`; null where the request gives none (OData URL Conventions 4.01, section 5.3).
  private func alias(_ name: String, at position: Int) throws(BindingError) -> BoundExpression {
    guard let expression = aliases[name] else { return .constant(.null, .null, at: position) }
    guard !openAliases.contains(name) else {
      throw BindingError(position: position, kind: .recursiveAlias(name))
    }
    let bound = try inside(name).value(expression)
    return BoundExpression(position: position, type: bound.type, kind: bound.kind, origin: bound.origin)
  }

  /// The binder for the text of an alias.
  func inside(_ alias: String) -> ExpressionBinder {
    var binder = self
    binder.openAliases.insert(alias)
    return binder
  }

  private func computed(_ segments: [MemberSegment], at position: Int) -> BoundExpression? {
    guard !computed.isEmpty else { return nil }
    var names: [String] = []
    for segment in segments {
      guard case .name(let name) = segment.kind else { return nil }
      names.append(name)
    }
    guard let found = computed[names.joined(separator: "/").lowercased()] else { return nil }
    return BoundExpression(position: position, type: found.type, kind: .computed(found.name))
  }

  /// The binder for the predicate of a lambda over the collection.
  func inside(_ lambda: String, over collection: CollectionPath, isFilterable: Bool) -> ExpressionBinder {
    var binder = self
    let variable = Variable(
      name: lambda, number: variables.count, type: collection.element, isFilterable: isFilterable,
      path: collection.path.properties.map(\.name))
    binder.variables.append(variable)
    return binder
  }
}
