import EntityModel

/// An expression whose names are resolved against a model and whose operands fit their operators.
package struct BoundExpression: Sendable {
  /// Offset in the text it was read from.
  package let position: Int
  package let type: ValueType
  package let kind: Kind
  /// Of a constant that is a parameter of its query.
  package let origin: ParameterOrigin?

  package init(position: Int, type: ValueType, kind: Kind, origin: ParameterOrigin? = nil) {
    self.position = position
    self.type = type
    self.kind = kind
    self.origin = origin
  }

  package indirect enum Kind: Sendable {
    /// `'Adele'`
    case constant(Constant)
    /// `manager/displayName`
    case member(MemberPath)
    /// A name that `$compute` or `$apply` made, or a grouping path such as `allotment/skuId`.
    case computed(String)
    /// `not a`
    case not(BoundExpression)
    /// `-a`
    case negation(BoundExpression)
    /// `a and b`
    case logical(LogicalOperator, BoundExpression, BoundExpression)
    /// `a eq b`: both operands have one type after promotion, or one is null.
    case comparison(ComparisonOperator, BoundExpression, BoundExpression)
    /// `a add b`
    case arithmetic(ArithmeticOperator, BoundExpression, BoundExpression)
    /// `assignableTo has 'user'`
    case has(BoundExpression, BoundExpression)
    /// `skuId in (a,b)`
    case among(BoundExpression, [BoundExpression])
    /// `'Unified' in groupTypes`
    case contained(BoundExpression, CollectionPath)
    /// `tolower(displayName)`
    case call(Function, [BoundExpression])
    /// `cast(size,Edm.String)`; the type is that of the expression
    case cast(BoundExpression)
    /// `isof(manager,microsoft.graph.user)`
    case isOf(BoundExpression, ValueType)
    /// `case(a gt 0:1,true:0)`
    case conditional([Branch])
    /// `members/any(m:m/id eq 'a')`; without a predicate, whether there is an element at all
    case any(CollectionPath, BoundLambda?)
    /// `members/all(m:m/accountEnabled)`
    case all(CollectionPath, BoundLambda)
    /// `members/$count`
    case count(CollectionPath, search: BoundSearch?)
  }

  package struct Branch: Sendable {
    package let condition: BoundExpression
    package let value: BoundExpression
  }

  /// The constant that it is; nil when it depends on the object.
  package var constant: Constant? {
    guard case .constant(let constant) = kind else { return nil }
    return constant
  }

  package var isNull: Bool { constant == .null }

  static func constant(
    _ constant: Constant, _ type: ValueType, at position: Int, origin: ParameterOrigin? = nil
  ) -> BoundExpression {
    BoundExpression(position: position, type: type, kind: .constant(constant), origin: origin)
  }

  static func boolean(_ kind: Kind, at position: Int) -> BoundExpression {
    BoundExpression(position: position, type: .primitive(.boolean), kind: kind)
  }
}

/// One key of `$orderby`.
package struct BoundOrder: Sendable {
  package let expression: BoundExpression
  package let isDescending: Bool

  package init(expression: BoundExpression, isDescending: Bool) {
    self.expression = expression
    self.isDescending = isDescending
  }
}

/// One property of `$compute`.
package struct BoundComputation: Sendable {
  package let name: String
  package let expression: BoundExpression
}
