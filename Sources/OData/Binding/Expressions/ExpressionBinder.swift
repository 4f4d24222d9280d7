package import EntityModel

/// Which properties may stand in `$filter` and `$orderby`.
package enum FilterPolicy: Sendable, Equatable {
  case all
  /// `id`, and what the model marks with `Emulator.V1.Filterable`.
  case annotated
}

/// Resolves the names of expressions against a type and finds the types of their values.
package struct ExpressionBinder: Sendable {
  let model: EntityModel
  /// The type of `$it`.
  let type: StructuredType
  let aliases: [String: Expression]
  let filterable: FilterPolicy
  /// The elements that the lambdas around an expression look at, innermost last.
  var variables: [Variable] = []
  /// Names that `$compute` and `$apply` made, in lower case.
  var computed: [String: ComputedName] = [:]
  /// After `groupby` and `aggregate` only the computed names are left.
  var hasOnlyComputed = false
  /// Aliases whose texts the expression stands in.
  var openAliases: Set<String> = []

  struct ComputedName {
    let name: String
    let type: ValueType
  }

  struct Variable {
    let name: String
    let number: Int
    let type: ValueType
    /// A property of the way to the collection is filterable, so that all of its elements are.
    let isFilterable: Bool
    /// Names of the way to the collection, for messages.
    let path: [String]
  }

  /// - Parameters:
  ///   - type: what the objects are that the expressions are about.
  ///   - aliases: the values of `@p=…`, by name without the `@`.
  ///   - filterable: which properties may be used.
  package init(
    model: EntityModel, type: StructuredType, aliases: [String: Expression] = [:],
    filterable: FilterPolicy = .all
  ) {
    self.model = model
    self.type = type
    self.aliases = aliases
    self.filterable = filterable
  }

  /// A condition, as `$filter` holds it.
  package func filter(_ expression: Expression) throws(BindingError) -> BoundExpression {
    let bound = try value(expression)
    guard bound.type.isBoolean || bound.isNull else {
      throw BindingError(position: bound.position, kind: .notBoolean)
    }
    return bound
  }

  package func orderBy(_ items: [OrderByItem]) throws(BindingError) -> [BoundOrder] {
    var orders: [BoundOrder] = []
    for item in items {
      let bound = try value(item.expression)
      guard bound.type.isOrdered || bound.type.primitive == .untyped else {
        throw BindingError(position: bound.position, kind: .notOrderable)
      }
      orders.append(BoundOrder(expression: bound, isDescending: item.direction == .descending))
    }
    return orders
  }

  /// The values of `$compute`; their names are known to what this binder binds afterwards.
  package mutating func compute(_ items: [ComputeItem]) throws(BindingError) -> [BoundComputation] {
    var computations: [BoundComputation] = []
    for item in items {
      let bound = try value(item.expression)
      try define(item.name, bound.type, at: item.expression.position)
      computations.append(BoundComputation(name: item.name, expression: bound))
    }
    return computations
  }

  mutating func define(_ name: String, _ type: ValueType, at position: Int) throws(BindingError) {
    guard computed[name.lowercased()] == nil, hasOnlyComputed || self.type.member(name) == nil else {
      throw BindingError(position: position, kind: .repeatedName(name))
    }
    computed[name.lowercased()] = ComputedName(name: name, type: type)
  }
}

// MARK: one expression

extension ExpressionBinder {
  /// Any expression that is a single value.
  func value(_ expression: Expression) throws(BindingError) -> BoundExpression {
    let position = expression.position
    switch expression.kind {
    case .literal(let literal):
      return try constant(literal, at: position, parameter: expression.parameter)
    case .path(let segments): return try member(segments, at: position)
    case .call(let call): return try self.call(call, at: position)
    case .conditional(let branches): return try conditional(branches, at: position)
    case .unary(.not, let operand): return try negated(operand, at: position)
    case .unary(.negate, let operand): return try negative(operand, at: position)
    case .binary(.in, let left, let right): return try membership(left, right, at: position)
    case .binary(let name, let left, let right): return try binary(name, left, right, at: position)
    case .list, .array, .object, .type:
      throw BindingError(position: position, kind: .notSupported(expression.description))
    }
  }

  /// A condition inside an expression.
  func condition(_ expression: Expression) throws(BindingError) -> BoundExpression {
    let bound = try value(expression)
    guard bound.type.isBoolean || bound.isNull else {
      throw BindingError(position: bound.position, kind: .notBoolean)
    }
    return bound
  }

  private func conditional(
    _ branches: [Expression.Branch], at position: Int
  ) throws(BindingError) -> BoundExpression {
    var bound: [BoundExpression.Branch] = []
    var type = ValueType.null
    for branch in branches {
      let condition = try condition(branch.condition)
      let value = try value(branch.value)
      type = try commonType(type, value)
      bound.append(BoundExpression.Branch(condition: condition, value: value))
    }
    return BoundExpression(position: position, type: type, kind: .conditional(bound))
  }

  private func commonType(_ type: ValueType, _ value: BoundExpression) throws(BindingError) -> ValueType {
    switch (type, value.type) {
    case (.null, let other): return other
    case (let one, .null): return one
    case (let one, let other) where one == other: return one
    case (let one, let other):
      guard let higher = Promotion.numeric(one, other) else {
        throw BindingError(
          position: value.position,
          kind: .incompatibleOperands(
            left: one.name, right: other.name, operator: BinaryOperator.equal.kindName))
      }
      return higher
    }
  }
}
