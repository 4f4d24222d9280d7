/// `and` and `or` over three values.
package enum LogicalOperator: String, Sendable {
  case and, or
}

/// The operators that compare two values.
package enum ComparisonOperator: String, Sendable {
  case equal = "eq"
  case notEqual = "ne"
  case greaterThan = "gt"
  case greaterOrEqual = "ge"
  case lessThan = "lt"
  case lessOrEqual = "le"

  package var isEquality: Bool { self == .equal || self == .notEqual }
}

/// The operators that make a value of two.
package enum ArithmeticOperator: String, Sendable {
  case add
  case subtract = "sub"
  case multiply = "mul"
  case divide = "div"
  case divideBy = "divby"
  case modulo = "mod"
}

extension BinaryOperator {
  var logical: LogicalOperator? { LogicalOperator(rawValue: rawValue) }

  var comparison: ComparisonOperator? { ComparisonOperator(rawValue: rawValue) }

  var arithmetic: ArithmeticOperator? { ArithmeticOperator(rawValue: rawValue) }

  /// As the service's messages call the operator.
  package var kindName: String {
    switch self {
    case .or: "Or"
    case .and: "And"
    case .equal: "Equal"
    case .notEqual: "NotEqual"
    case .greaterThan: "GreaterThan"
    case .greaterOrEqual: "GreaterThanOrEqual"
    case .lessThan: "LessThan"
    case .lessOrEqual: "LessThanOrEqual"
    case .add: "Add"
    case .subtract: "Subtract"
    case .multiply: "Multiply"
    case .divide, .divideBy: "Divide"
    case .modulo: "Modulo"
    case .has: "Has"
    case .in: "In"
    }
  }
}
