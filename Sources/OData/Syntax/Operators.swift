/// The operators with two operands, spelled as in the URL.
package enum BinaryOperator: String, Sendable, Equatable, CaseIterable {
  case or, and
  case equal = "eq"
  case notEqual = "ne"
  case greaterThan = "gt"
  case greaterOrEqual = "ge"
  case lessThan = "lt"
  case lessOrEqual = "le"
  case add, subtract = "sub"
  case multiply = "mul"
  case divide = "div"
  case divideBy = "divby"
  case modulo = "mod"
  case has
  case `in`

  /// How tightly the operands are held, as in OData URL Conventions 5.1.1.16.
  package var precedence: Precedence {
    switch self {
    case .or: .or
    case .and: .and
    case .equal, .notEqual: .equality
    case .greaterThan, .greaterOrEqual, .lessThan, .lessOrEqual: .relational
    case .add, .subtract: .additive
    case .multiply, .divide, .divideBy, .modulo: .multiplicative
    case .has, .in: .membership
    }
  }
}

/// The operators with one operand, spelled as in the URL.
package enum UnaryOperator: String, Sendable, Equatable {
  case not
  case negate = "-"
}

/// The levels of the grammar, loosest first.
package enum Precedence: Int, Sendable, Comparable {
  case or, and, equality, relational, additive, multiplicative, unary, membership, primary

  package static func < (one: Precedence, other: Precedence) -> Bool { one.rawValue < other.rawValue }
}
