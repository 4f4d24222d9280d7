/// A common expression as the URL spells it, before any name in it is looked up.
///
/// Two expressions are equal when they say the same, wherever they stand in their texts.
package struct Expression: Sendable {
  /// Offset, in Unicode scalars, of the first character; of the operator's, for an operator with two operands.
  package let position: Int
  package let kind: Kind
  /// Of a literal that is a parameter of its query, its number there.
  package let parameter: Int?

  package init(position: Int, kind: Kind, parameter: Int? = nil) {
    self.position = position
    self.kind = kind
    self.parameter = parameter
  }

  package indirect enum Kind: Sendable, Equatable {
    /// `'Adele'`
    case literal(Literal)
    /// `('a','b')` at the right of `in`
    case list([Expression])
    /// `["a",1]`
    case array([Expression])
    /// `{"name":"a"}`
    case object([ObjectMember])
    /// `manager/displayName`, `$it`, `@p`, `members/any(m:m/id eq 'a')`
    case path([MemberSegment])
    /// `tolower(displayName)`, or any other call that stands alone
    case call(Call)
    /// `case(a gt 0:1,true:0)`
    case conditional([Branch])
    /// `microsoft.graph.user`, `Edm.String`, `Collection(Edm.String)` in `cast` and `isof`
    case type(String)
    /// `not a`, `-a`
    case unary(UnaryOperator, Expression)
    /// `a eq b`. Chains of `and` and of `or` are balanced trees, so a long one stays shallow.
    case binary(BinaryOperator, Expression, Expression)
  }

  /// One condition of `case` with its value: `a gt 0:1`.
  package struct Branch: Sendable, Equatable {
    package let condition: Expression
    package let value: Expression
  }

  /// One member of an object: `"name":"a"`.
  package struct ObjectMember: Sendable, Equatable {
    package let name: String
    package let value: Expression
  }
}

/// A name with arguments in parentheses: a function, or a collection with a key.
package struct Call: Sendable, Equatable {
  /// As written, qualified or not; case-insensitive for the built-in functions.
  package let name: String
  package let arguments: [Argument]
  /// The key in parentheses of their own, of one object that a function returns: `f(a=1)('x')`.
  package var key: [Argument]?

  /// `'a'` or `name='a'`
  package struct Argument: Sendable, Equatable {
    package let name: String?
    package let value: Expression
  }
}

/// A predicate over the items of a collection: `x:x/skuId eq 'a'`.
package struct Lambda: Sendable, Equatable {
  package let variable: String
  package let predicate: Expression
}

/// One step of a path in an expression; equal to another that says the same.
package struct MemberSegment: Sendable {
  package let position: Int
  package let kind: Kind

  package init(position: Int, kind: Kind) {
    self.position = position
    self.kind = kind
  }

  package indirect enum Kind: Sendable, Equatable {
    /// `displayName`
    case name(String)
    /// `x` as the first step inside `any(x:…)`
    case variable(String)
    /// `microsoft.graph.user`
    case cast(String)
    /// `@Core.Messages`, held without the `@`
    case annotation(String)
    /// `@p` as the first step, held without the `@`
    case alias(String)
    /// `$it`
    case it
    /// `$this`
    case this
    /// `$root`
    case root
    /// `microsoft.graph.f(a=1)`, `users('a')`
    case call(Call)
    /// `any()`, `any(x:x eq 'a')`
    case any(Lambda?)
    /// `all(x:x eq 'a')`
    case all(Lambda)
    /// `$count`, `$count($filter=…;$search=…)`
    case count(NestedOptions?)
    /// `$filter(a eq 1)`
    case filter(Expression)
  }
}

extension Expression: Equatable {
  package static func == (one: Expression, other: Expression) -> Bool { one.kind == other.kind }
}

extension MemberSegment: Equatable {
  package static func == (one: MemberSegment, other: MemberSegment) -> Bool { one.kind == other.kind }
}
