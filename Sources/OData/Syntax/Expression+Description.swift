extension Expression: CustomStringConvertible {
  /// The canonical spelling: operators in lower case, only the parentheses that are needed, no spare spaces.
  package var description: String {
    switch kind {
    case .literal(let literal): literal.description
    case .list(let items): "(\(joined(items)))"
    case .array(let items): "[\(joined(items))]"
    case .object(let members): "{\(joined(members))}"
    case .path(let segments): segments.map(\.description).joined(separator: "/")
    case .call(let call): call.description
    case .conditional(let branches): "case(\(joined(branches)))"
    case .type(let name): name
    case .unary(.not, let operand): "not \(operand.enclosed(below: .unary))"
    case .unary(.negate, let operand): "-\(operand.enclosedAfterMinus)"
    case .binary(let name, let left, let right): Self.infix(name, left, right)
    }
  }

  private static func infix(_ name: BinaryOperator, _ left: Expression, _ right: Expression) -> String {
    let level = name.precedence
    let first = left.enclosed(below: level)
    let second = right.isSameChain(name) ? right.description : right.enclosed(upTo: level)
    return "\(first) \(name.rawValue) \(second)"
  }

  /// Whether the expression continues a chain of `and` or `or`, for which parentheses say nothing.
  private func isSameChain(_ name: BinaryOperator) -> Bool {
    guard name == .and || name == .or, case .binary(name, _, _) = kind else { return false }
    return true
  }

  private var precedence: Precedence {
    switch kind {
    case .unary: .unary
    case .binary(let name, _, _): name.precedence
    default: .primary
    }
  }

  private func enclosed(below level: Precedence) -> String {
    precedence < level ? "(\(description))" : description
  }

  private func enclosed(upTo level: Precedence) -> String {
    precedence <= level ? "(\(description))" : description
  }

  /// A minus before a literal would become the literal's sign.
  private var enclosedAfterMinus: String {
    if case .literal = kind { return "(\(description))" }
    return enclosed(below: .unary)
  }
}

extension Expression.Branch: CustomStringConvertible {
  package var description: String { "\(condition):\(value)" }
}

extension Expression.ObjectMember: CustomStringConvertible {
  package var description: String { "\(quotedJSON(name)):\(value)" }
}

extension Call: CustomStringConvertible {
  package var description: String { "\(name)(\(joined(arguments)))" + (key.map { "(\(joined($0)))" } ?? "") }
}

extension Call.Argument: CustomStringConvertible {
  package var description: String { name.map { "\($0)=\(value)" } ?? value.description }
}

extension Lambda: CustomStringConvertible {
  package var description: String { "\(variable):\(predicate)" }
}

extension MemberSegment: CustomStringConvertible {
  package var description: String {
    switch kind {
    case .name(let name), .variable(let name), .cast(let name): name
    case .annotation(let name), .alias(let name): "@\(name)"
    case .it: "$it"
    case .this: "$this"
    case .root: "$root"
    case .call(let call): call.description
    case .any(let lambda): "any(\(lambda?.description ?? ""))"
    case .all(let lambda): "all(\(lambda))"
    case .count(let options): "$count\(options.map { "(\($0))" } ?? "")"
    case .filter(let predicate): "$filter(\(predicate))"
    }
  }
}

/// The descriptions with commas between, as every list of the grammar is written.
func joined(_ items: [some CustomStringConvertible], by separator: String = ",") -> String {
  items.map(\.description).joined(separator: separator)
}

/// A JSON string of the characters that the grammar gives no other spelling.
private func quotedJSON(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    if scalar == "\"" || scalar == "\\" { result.unicodeScalars.append("\\") }
    result.unicodeScalars.append(scalar)
  }
  return result + "\""
}
