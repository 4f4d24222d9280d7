import OData

extension PlainEvaluator {
  func binary(_ name: BinaryOperator, _ left: Expression, _ right: Expression) throws -> PlainValue {
    let (first, second) = (try value(left), try value(right))
    switch name {
    case .and: return Self.and(first, second)
    case .or: return Self.negated(Self.and(Self.negated(first), Self.negated(second)))
    case .equal: return .boolean(isEqual(first, second))
    case .notEqual: return .boolean(!isEqual(first, second))
    case .greaterThan: return .boolean(order(first, second) == 1)
    case .greaterOrEqual: return .boolean(order(first, second).map { $0 >= 0 } ?? false)
    case .lessThan: return .boolean(order(first, second) == -1)
    case .lessOrEqual: return .boolean(order(first, second).map { $0 <= 0 } ?? false)
    case .in:
      guard case .list(let items) = second else { return .boolean(false) }
      return .boolean(items.contains { isEqual(first, $0) })
    case .has: return has(first, second)
    case .add, .subtract, .multiply, .divide, .divideBy, .modulo: return arithmetic(name, first, second)
    }
  }

  private static func and(_ one: PlainValue, _ other: PlainValue) -> PlainValue {
    switch (one, other) {
    case (.boolean(false), _), (_, .boolean(false)): .boolean(false)
    case (.boolean(true), .boolean(true)): .boolean(true)
    default: .null
    }
  }

  private static func negated(_ value: PlainValue) -> PlainValue {
    if case .boolean(let value) = value { .boolean(!value) } else { .null }
  }

  // MARK: comparisons

  private func isEqual(_ one: PlainValue, _ other: PlainValue) -> Bool {
    if one.isNull || other.isNull { return one.isNull && other.isNull }
    return order(one, other) == 0
  }

  /// -1, 0 or 1; nil where one is null or they do not compare.
  func order(_ one: PlainValue, _ other: PlainValue) -> Int? {
    switch (one, other) {
    case (.boolean(let first), .boolean(let second)): Self.order(first ? 1 : 0, second ? 1 : 0)
    case (.integer(let first), .integer(let second)): Self.order(first, second)
    case (.ticks(let first), .ticks(let second)), (.date(let first), .date(let second)),
      (.date(let first), .ticks(let second)), (.ticks(let first), .date(let second)):
      Self.order(first, second)
    case (.identifier(let first), .identifier(let second)), (.identifier(let first), .text(let second)),
      (.text(let first), .identifier(let second)), (.guid(let first), .guid(let second)):
      Self.order(first, second)
    case (.guid(let first), .text(let second)): Self.order(first, second.lowercased())
    case (.text(let first), .text(let second)): Self.order(first.lowercased(), second.lowercased())
    case (.member(let first, _), .member(let second, _)): Self.order(first, second)
    case (.member(let first, let enumeration), .text(let text)):
      enumeration.value(text).map { Self.order(first, $0) }
    default: Self.numbers(one, other).map { Self.order($0.0, $0.1) }
    }
  }

  private static func order<Value: Comparable>(_ one: Value, _ other: Value) -> Int {
    one < other ? -1 : one > other ? 1 : 0
  }

  private static func order(_ one: String, _ other: String) -> Int {
    let (first, second) = (Array(one.utf8), Array(other.utf8))
    if first == second { return 0 }
    return first.lexicographicallyPrecedes(second) ? -1 : 1
  }

  private static func numbers(_ one: PlainValue, _ other: PlainValue) -> (Double, Double)? {
    guard let first = one.number, let second = other.number else { return nil }
    return (first, second)
  }

  private func has(_ value: PlainValue, _ wanted: PlainValue) -> PlainValue {
    guard case .member(let value, let enumeration) = value, case .text(let text) = wanted,
      let wanted = enumeration.value(text)
    else { return .null }
    return .boolean(value & wanted == wanted)
  }

  // MARK: arithmetic

  private func arithmetic(_ name: BinaryOperator, _ one: PlainValue, _ other: PlainValue) -> PlainValue {
    switch (one, other) {
    case (.integer(let first), .integer(let second)): Self.integers(name, first, second)
    case (.ticks(let first), .ticks(let second)): .ticks(name == .add ? first + second : first - second)
    case (.date(let first), .ticks(let second)): Self.date(name == .add ? first + second : first - second)
    default: Self.numbers(one, other).map { Self.reals(name, $0.0, $0.1) } ?? .null
    }
  }

  private static func date(_ ticks: Int64) -> PlainValue { .date(ticks - ticks % Ticks.day) }

  private static func integers(_ name: BinaryOperator, _ one: Int64, _ other: Int64) -> PlainValue {
    switch name {
    case .add: .integer(one + other)
    case .subtract: .integer(one - other)
    case .multiply: .integer(one * other)
    case .divide: other == 0 ? .null : .integer(one / other)
    case .modulo: other == 0 ? .null : .integer(one % other)
    default: reals(name, Double(one), Double(other))
    }
  }

  private static func reals(_ name: BinaryOperator, _ one: Double, _ other: Double) -> PlainValue {
    switch name {
    case .add: .real(one + other)
    case .subtract: .real(one - other)
    case .multiply: .real(one * other)
    case .modulo: other == 0 ? .null : .real(one.truncatingRemainder(dividingBy: other))
    default: other == 0 ? .null : .real(one / other)
    }
  }
}

extension PlainValue {
  var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .real(let value): value
    default: nil
    }
  }
}
