import EntityModel
import OData

/// In which form two values are compared.
enum ComparisonForm {
  /// Ids: as they are, GUIDs in lower case.
  case identifier
  /// Texts, without regard to case.
  case folded
  /// Everything else: numbers, times and durations in ticks, the values of enumeration members.
  case value
}

/// What a comparison is written for.
enum ComparisonUse {
  /// A condition, where null is as good as false and an index may serve.
  case condition
  /// An operand, where the value must be true or false.
  case truth
}

extension ComparisonForm {
  /// What decides the form of one operand.
  enum Sample {
    case constant
    case leaf(Leaf)
    case other
  }

  init(_ type: ValueType, _ operands: [Sample], ordering: Bool) {
    // A text among texts is no id, a member among members no stored word.
    let operands = operands.allConstant ? [.other] : operands
    switch type {
    case .primitive(.string) where operands.contains(where: \.isExact): self = .value
    case .primitive(.string): self = operands.allSatisfy(\.isIdentifier) ? .identifier : .folded
    case .enumeration(let enumeration):
      let isText = !enumeration.isFlags && !ordering && operands.allSatisfy(\.isStored)
      self = isText ? .folded : .value
    default: self = .value
    }
  }
}

extension ComparisonForm.Sample {
  fileprivate var isIdentifier: Bool {
    switch self {
    case .constant: true
    case .leaf(let leaf): leaf.isIdentifier
    case .other: false
    }
  }

  fileprivate var isExact: Bool {
    if case .leaf(let leaf) = self { leaf.isExact } else { false }
  }

  fileprivate var isStored: Bool {
    if case .other = self { false } else { true }
  }
}

extension ExpressionComposer {
  /// `fold(…) = ?12`
  mutating func comparison(
    _ name: ComparisonOperator, _ left: BoundExpression, _ right: BoundExpression, as use: ComparisonUse
  ) -> SQLText {
    if left.isNaN || right.isNaN { return name == .notEqual ? "1" : "0" }
    let type = left.type.isNull ? right.type : left.type
    let form = ComparisonForm(type, [sample(left), sample(right)], ordering: !name.isEquality)
    let (first, second) = (sql(left, form), sql(right, form))
    let isKnown = left.isKnown || right.isKnown
    switch (name, use) {
    case (.equal, .condition) where isKnown: return "\(first) = \(second)"
    case (.equal, .condition): return "\(first) IS \(second)"
    case (.equal, .truth): return "(\(first) IS \(second))"
    case (.notEqual, .condition): return "\(first) IS NOT \(second)"
    case (.notEqual, .truth): return "(\(first) IS NOT \(second))"
    case (_, .condition): return "\(first) \(name.sql) \(second)"
    case (_, .truth): return "coalesce(\(first) \(name.sql) \(second), 0)"
    }
  }

  /// `fold(…) IN (?12, ?13)`
  mutating func among(
    _ left: BoundExpression, _ items: [BoundExpression], as use: ComparisonUse
  ) -> SQLText {
    let known = items.filter { !$0.isNull && !$0.isNaN }
    let hasNull = items.contains(where: \.isNull)
    guard !left.isNull else { return hasNull ? "1" : "0" }
    let form = ComparisonForm(left.type, ([left] + known).map { sample($0) }, ordering: false)
    let value = sql(left, form)
    guard !known.isEmpty else { return hasNull ? "(\(value) IS NULL)" : "0" }
    let list = "\(value) IN (\(known.map { sql($0, form) }.joined(separator: ", ")))"
    if hasNull { return "coalesce(\(list), 1)" }
    return use == .condition ? list : "coalesce(\(list), 0)"
  }

  mutating func has(_ left: BoundExpression, _ right: BoundExpression) -> SQLText {
    let (first, second) = (value(left), value(right))
    return "((\(first) & \(second)) = \(second))"
  }

  mutating func sample(_ expression: BoundExpression) -> ComparisonForm.Sample {
    switch expression.kind {
    case .constant: .constant
    case .member(let path):
      // Only what kind of value it is; the text is written when the form is known.
      .leaf(withoutEffect { $0.leaf(path, type: expression.type) })
    case .computed(let name): columns[name.lowercased()].map(ComparisonForm.Sample.leaf) ?? .other
    default: .other
    }
  }

  private func withoutEffect<Result>(_ look: (inout ExpressionComposer) -> Result) -> Result {
    var copy = self
    return look(&copy)
  }

  mutating func sql(_ expression: BoundExpression, _ form: ComparisonForm) -> SQLText {
    switch form {
    case .value: value(expression)
    case .folded: folded(expression)
    case .identifier:
      if case .string? = expression.constant {
        bind(expression, as: .identifier)
      } else {
        value(expression)
      }
    }
  }

  func sql(_ leaf: Leaf, _ form: ComparisonForm) -> SQLText {
    switch form {
    case .value: value(leaf)
    case .folded: leaf.folded
    case .identifier: leaf.sql
    }
  }

  /// The text as case-insensitive comparisons see it, in the shape that indexes have.
  mutating func folded(_ expression: BoundExpression) -> SQLText {
    switch expression.kind {
    case .constant(.string), .constant(.enumeration): bind(expression, as: .folded)
    case .constant: value(expression)
    case .call(.tolower, let operands): folded(operands[0])
    case .member(let path): leaf(path, type: expression.type).folded
    default: "fold(\(value(expression)))"
    }
  }

  /// The parameter that stands for a constant.
  mutating func bind(_ constant: BoundExpression, as form: ConstantForm) -> SQLText {
    arguments.bind(constant.constant ?? .null, as: form, origin: constant.origin)
  }

  /// What ORDER BY compares.
  mutating func orderKey(_ expression: BoundExpression) -> SQLText {
    if expression.type.primitive == .untyped { return untypedKey(value(expression)) }
    guard expression.type.primitive == .string else { return value(expression) }
    if case .leaf(let leaf) = sample(expression), leaf.isIdentifier { return value(expression) }
    return folded(expression)
  }

  /// Of a member that no type declares: numbers and truths come before texts, whose case does not count.
  private func untypedKey(_ value: SQLText) -> SQLText {
    "iif(typeof(\(value)) = 'text', fold(\(value)), \(value))"
  }
}

extension [ComparisonForm.Sample] {
  fileprivate var allConstant: Bool {
    allSatisfy { sample in
      if case .constant = sample { true } else { false }
    }
  }
}

extension ComparisonOperator {
  fileprivate var sql: SQLText {
    switch self {
    case .equal: "="
    case .notEqual: "<>"
    case .greaterThan: ">"
    case .greaterOrEqual: ">="
    case .lessThan: "<"
    case .lessOrEqual: "<="
    }
  }
}

extension BoundExpression {
  /// A constant other than null.
  fileprivate var isKnown: Bool { constant.map { $0 != .null } ?? false }

  /// SQLite has no NaN: it would be null.
  fileprivate var isNaN: Bool {
    if case .real(let value)? = constant { value.isNaN } else { false }
  }
}
