import EntityModel
import OData

extension ExpressionComposer {
  /// The value in the form in which it is compared and calculated with: texts as they are, times and durations in
  /// ticks, members of enumerations as numbers, Booleans as 1 and 0.
  mutating func value(_ expression: BoundExpression) -> SQLText {
    switch expression.kind {
    case .constant(let constant): self.constant(constant, expression.origin)
    case .member(let path): value(leaf(path, type: expression.type))
    case .computed(let name): computed(name)
    case .negation(let operand): "(-\(value(operand)))"
    case .arithmetic(let name, let left, let right): arithmetic(name, left, right, expression.type)
    case .call(let function, let operands): call(function, operands)
    case .cast(let operand): cast(operand, to: expression.type)
    case .conditional(let branches): conditional(branches)
    case .count(let collection, let search): count(collection, search)
    case .not, .logical, .comparison, .has, .among, .contained, .isOf, .any, .all: truth(expression)
    }
  }

  private mutating func constant(_ constant: Constant, _ origin: ParameterOrigin?) -> SQLText {
    switch constant {
    case .null: "NULL"
    case .boolean(let value): value ? "1" : "0"
    case .string, .guid, .binary, .integer, .ticks, .real, .enumeration:
      arguments.bind(constant, as: .plain, origin: origin)
    }
  }

  /// What a stored value is compared as.
  func value(_ leaf: Leaf) -> SQLText {
    switch leaf.type {
    case .enumeration(let type): "enumeration(\(leaf.sql), \(literal(type.definition)))"
    case .primitive(.dateTimeOffset): "instant(\(leaf.sql))"
    case .primitive(.date): "instant(\(leaf.sql) || 'T00:00:00Z')"
    case .primitive(.timeOfDay): "instant('0001-01-01T' || \(leaf.sql) || 'Z')"
    case .primitive(.duration): "duration(\(leaf.sql))"
    case .primitive(.double), .primitive(.single): "number(\(leaf.sql))"
    case .primitive(.string), .primitive(.binary): leaf.sql
    // The folded value is the value itself where it is no text.
    case .primitive: leaf.foldedColumn ?? leaf.sql
    case .structured, .null: leaf.sql
    }
  }

  private mutating func computed(_ name: String) -> SQLText {
    if let column = columns[name.lowercased()] { return value(column) }
    return context.computations[name.lowercased()].map { value($0) } ?? "NULL"
  }

  private mutating func conditional(_ branches: [BoundExpression.Branch]) -> SQLText {
    let arms = branches.map { "WHEN \(condition($0.condition)) THEN \(value($0.value))" }
    return "CASE \(arms.joined(separator: " ")) END"
  }

  // MARK: arithmetic

  private mutating func arithmetic(
    _ name: ArithmeticOperator, _ left: BoundExpression, _ right: BoundExpression, _ type: ValueType
  ) -> SQLText {
    let (first, second) = (value(left), value(right))
    switch (name, type) {
    case (.add, .primitive(.date)): return "((\(first) + \(second)) / \(Ticks.day) * \(Ticks.day))"
    case (.subtract, .primitive(.date)): return "((\(first) - \(second)) / \(Ticks.day) * \(Ticks.day))"
    case (.add, _): return "(\(first) + \(second))"
    case (.subtract, _): return "(\(first) - \(second))"
    case (.multiply, .primitive(.duration)): return "CAST(round(\(first) * \(second)) AS INTEGER)"
    case (.multiply, _): return "(\(first) * \(second))"
    case (.divide, .primitive(.duration)), (.divideBy, .primitive(.duration)):
      return "CAST(round(CAST(\(first) AS REAL) / \(second)) AS INTEGER)"
    case (.divide, _) where type.isIntegral: return "(\(first) / \(second))"
    case (.divide, _), (.divideBy, _): return "(CAST(\(first) AS REAL) / \(second))"
    case (.modulo, _): return type.isIntegral ? "(\(first) % \(second))" : "modulo(\(first), \(second))"
    }
  }
}

extension ValueType {
  fileprivate var isIntegral: Bool { primitive?.isInteger == true }
}

extension EnumType {
  /// What the SQL function `enumeration` looks names up in: `user=1,group=2`, in lower case.
  fileprivate var definition: String {
    members.map { "\($0.name.lowercased())=\($0.value)" }.joined(separator: ",")
  }
}
