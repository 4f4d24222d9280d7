import EntityModel

extension ExpressionBinder {
  func binary(
    _ name: BinaryOperator, _ left: Expression, _ right: Expression, at position: Int
  ) throws(BindingError) -> BoundExpression {
    let left = try value(left)
    let right = try value(right)
    if let logical = name.logical { return try self.logical(logical, name, left, right, at: position) }
    if let comparison = name.comparison {
      return try self.comparison(comparison, name, left, right, at: position)
    }
    if let arithmetic = name.arithmetic {
      return try self.arithmetic(arithmetic, name, left, right, at: position)
    }
    return try has(left, right, at: position)
  }

  private func logical(
    _ logical: LogicalOperator, _ name: BinaryOperator, _ left: BoundExpression, _ right: BoundExpression,
    at position: Int
  ) throws(BindingError) -> BoundExpression {
    guard left.type.isBoolean || left.isNull, right.type.isBoolean || right.isNull else {
      throw incompatible(left, right, name, at: position)
    }
    return .boolean(.logical(logical, left, right), at: position)
  }

  private func comparison(
    _ comparison: ComparisonOperator, _ name: BinaryOperator, _ left: BoundExpression,
    _ right: BoundExpression,
    at position: Int
  ) throws(BindingError) -> BoundExpression {
    guard let (left, right) = try promoted(left, right), isComparable(comparison, left, right) else {
      throw incompatible(left, right, name, at: position)
    }
    return .boolean(.comparison(comparison, left, right), at: position)
  }

  /// Both as values of one type; nil when there is none.
  func promoted(
    _ left: BoundExpression, _ right: BoundExpression
  ) throws(BindingError) -> (BoundExpression, BoundExpression)? {
    if left.isNull || right.isNull { return (left, right) }
    if let right = try Self.converted(right, to: left.type) { return (left, right) }
    return try Self.converted(left, to: right.type).map { ($0, right) }
  }

  /// Structures are only compared with null; streams with nothing.
  private func isComparable(
    _ comparison: ComparisonOperator, _ left: BoundExpression, _ right: BoundExpression
  ) -> Bool {
    if comparison.isEquality {
      return isEquatable(left.type) && isEquatable(right.type) || left.isNull || right.isNull
    }
    return left.type.isOrdered && right.type.isOrdered
  }

  private func isEquatable(_ type: ValueType) -> Bool {
    type.isOrdered || type == .primitive(.binary)
  }

  private func arithmetic(
    _ arithmetic: ArithmeticOperator, _ name: BinaryOperator, _ left: BoundExpression,
    _ right: BoundExpression,
    at position: Int
  ) throws(BindingError) -> BoundExpression {
    guard let type = Promotion.arithmetic(arithmetic, left.type, right.type), isCalculable(type) else {
      throw incompatible(left, right, name, at: position)
    }
    return BoundExpression(position: position, type: type, kind: .arithmetic(arithmetic, left, right))
  }

  private func isCalculable(_ type: ValueType) -> Bool {
    type == .null || type.isNumeric || type.primitive?.isTemporal == true
  }

  private func has(
    _ left: BoundExpression, _ right: BoundExpression, at position: Int
  ) throws(BindingError) -> BoundExpression {
    let isEnumeration = if case .enumeration = left.type { true } else { left.isNull }
    guard isEnumeration, let right = try Self.converted(right, to: left.type) else {
      throw incompatible(left, right, .has, at: position)
    }
    return .boolean(.has(left, right), at: position)
  }

  func negated(_ operand: Expression, at position: Int) throws(BindingError) -> BoundExpression {
    let operand = try value(operand)
    guard operand.type.isBoolean || operand.isNull else { throw incompatible(operand, "Not", at: position) }
    return .boolean(.not(operand), at: position)
  }

  func negative(_ operand: Expression, at position: Int) throws(BindingError) -> BoundExpression {
    let operand = try value(operand)
    guard operand.type.isNumeric || operand.type == .primitive(.duration) || operand.isNull else {
      throw incompatible(operand, "Negate", at: position)
    }
    return BoundExpression(position: position, type: operand.type, kind: .negation(operand))
  }

  func incompatible(
    _ left: BoundExpression, _ right: BoundExpression, _ name: BinaryOperator, at position: Int
  ) -> BindingError {
    BindingError(
      position: position,
      kind: .incompatibleOperands(left: left.type.name, right: right.type.name, operator: name.kindName))
  }

  private func incompatible(_ operand: BoundExpression, _ name: String, at position: Int) -> BindingError {
    BindingError(position: position, kind: .incompatibleOperand(type: operand.type.name, operator: name))
  }
}

// MARK: in

extension ExpressionBinder {
  /// `skuId in (a,b)`, `skuId in @p`, `'Unified' in groupTypes`
  func membership(
    _ left: Expression, _ right: Expression, at position: Int
  ) throws(BindingError) -> BoundExpression {
    let left = try value(left)
    if let items = try listItems(right) { return try among(left, items, at: position) }
    let collection = try collection(right)
    // The type of the elements stands for any of them.
    let element = BoundExpression(position: right.position, type: collection.element, kind: .computed(""))
    guard let (value, _) = try promoted(left, element), isEquatable(collection.element) else {
      throw incompatible(left, element, .in, at: position)
    }
    return .boolean(.contained(value, collection), at: position)
  }

  /// The items of a list, also of one that an alias stands for; nil for a path.
  private func listItems(_ expression: Expression) throws(BindingError) -> [Expression]? {
    switch expression.kind {
    case .list(let items), .array(let items): return items
    case .literal: return [expression]
    case .path(let segments):
      guard segments.count == 1, case .alias(let name) = segments[0].kind else { return nil }
      guard let alias = aliases[name] else {
        return [Expression(position: expression.position, kind: .literal(.null))]
      }
      guard !openAliases.contains(name) else {
        throw BindingError(position: expression.position, kind: .recursiveAlias(name))
      }
      return try inside(name).listItems(alias)
    default: return nil
    }
  }

  private func among(
    _ left: BoundExpression, _ items: [Expression], at position: Int
  ) throws(BindingError) -> BoundExpression {
    var left = left
    var bound: [BoundExpression] = []
    for item in items {
      let item = try value(item)
      if left.type == .primitive(.untyped) { left = try Self.converted(left, to: item.type) ?? left }
      guard let (_, converted) = try promotedItem(left, item) else {
        throw incompatible(left, item, .in, at: position)
      }
      bound.append(converted)
    }
    guard isEquatable(left.type) else { throw incompatible(left, left, .in, at: position) }
    return .boolean(.among(left, bound), at: position)
  }

  private func promotedItem(
    _ left: BoundExpression, _ item: BoundExpression
  ) throws(BindingError) -> (BoundExpression, BoundExpression)? {
    if left.isNull { return (left, item) }
    if let converted = try Self.converted(item, to: left.type) { return (left, converted) }
    // `1 in (1.5)`: the wider number stays as it is.
    return Promotion.numeric(left.type, item.type).map { _ in (left, item) }
  }
}
