extension BoundExpression: CustomStringConvertible {
  /// Each operation in parentheses, names in the model's spelling, constants as they are compared.
  package var description: String {
    switch kind {
    case .constant(let constant): constant.description
    case .member(let path): path.description
    case .computed(let name): name
    case .not(let operand): "(not \(operand))"
    case .negation(let operand): "(-\(operand))"
    case .logical(let name, let left, let right): "(\(left) \(name.rawValue) \(right))"
    case .comparison(let name, let left, let right): "(\(left) \(name.rawValue) \(right))"
    case .arithmetic(let name, let left, let right): "(\(left) \(name.rawValue) \(right))"
    case .has(let left, let right): "(\(left) has \(right))"
    case .among(let left, let items): "(\(left) in (\(joined(items))))"
    case .contained(let left, let collection): "(\(left) in \(collection))"
    case .call(let function, let arguments): "\(function.rawValue)(\(joined(arguments)))"
    case .cast(let operand): "cast(\(operand),\(type.name))"
    case .isOf(let operand, let type): "isof(\(operand),\(type.name))"
    case .conditional(let branches):
      "case(\(branches.map { "\($0.condition):\($0.value)" }.joined(separator: ",")))"
    case .any(let collection, let lambda): "\(collection)/any(\(lambda?.description ?? ""))"
    case .all(let collection, let lambda): "\(collection)/all(\(lambda))"
    case .count(let collection, let search): "\(collection)/$count\(search.map { "($search=\($0))" } ?? "")"
    }
  }
}

extension BoundLambda: CustomStringConvertible {
  package var description: String { "\(name):\(predicate)" }
}

extension BoundOrder: CustomStringConvertible {
  package var description: String { isDescending ? "\(expression) desc" : expression.description }
}

extension BoundComputation: CustomStringConvertible {
  package var description: String { "\(expression) as \(name)" }
}

extension BoundSearch: CustomStringConvertible {
  package var description: String {
    switch self {
    case .not(let operand): "(NOT \(operand))"
    case .and(let operands): "(\(joined(operands, by: " AND ")))"
    case .or(let operands): "(\(joined(operands, by: " OR ")))"
    case .words(let path, let text): "words(\(path),\(text))"
    case .prefix(let path, let text): "prefix(\(path),\(text))"
    case .contains(let paths, let text): "contains(\(joined(paths, by: "|")),\(text))"
    }
  }
}
