import EntityModel
import OData

extension ExpressionComposer {
  /// SQL that is true exactly when the expression is; where that is false, it may be null.
  mutating func condition(_ expression: BoundExpression) -> SQLText {
    switch expression.kind {
    case .logical(let name, _, _): chain(name, expression) { $0.condition($1) }
    case .not(let operand): "NOT \(truth(operand))"
    case .comparison(let name, let left, let right):
      throughReference(expression) ?? throughValues(expression)
        ?? comparison(name, left, right, as: .condition)
    case .among(let left, let items):
      throughReference(expression) ?? throughValues(expression) ?? among(left, items, as: .condition)
    case .call(.startswith, _): throughReference(expression) ?? truth(expression)
    default: truth(expression)
    }
  }

  /// SQL with the three values of the expression, as one operand of anything.
  ///
  /// Null is what OData makes it (URL Conventions 4.01, section 5.1.1.1): `eq`, `ne` and `in` are never null,
  /// comparisons with null are false, `and`, `or` and `not` know three values as SQL does. So `not(a eq 'x')` and
  /// `a ne 'x'` hold for null, as graph-platform 1.10 wants them.
  mutating func truth(_ expression: BoundExpression) -> SQLText {
    switch expression.kind {
    case .logical(let name, _, _): chain(name, expression) { $0.truth($1) }
    case .not(let operand): "(NOT \(truth(operand)))"
    case .comparison(let name, let left, let right):
      throughValues(expression) ?? comparison(name, left, right, as: .truth)
    case .among(let left, let items): throughValues(expression) ?? among(left, items, as: .truth)
    case .call: throughValues(expression) ?? value(expression)
    case .has(let left, let right): has(left, right)
    case .contained(let left, let collection): contained(left, collection)
    case .isOf(let operand, let type): isOf(operand, type)
    case .any(let collection, let lambda): any(collection, lambda)
    case .all(let collection, let lambda): all(collection, lambda)
    default: value(expression)
    }
  }

  // MARK: and, or

  /// `(a AND b AND c)`: chains are written flat.
  private mutating func chain(
    _ name: LogicalOperator, _ expression: BoundExpression,
    _ write: (inout ExpressionComposer, BoundExpression) -> SQLText
  ) -> SQLText {
    var operands: [BoundExpression] = []
    Self.collect(name, expression, &operands)
    return Self.joined(sharing(operands, joined: name, write), name)
  }

  /// In parts that stay below SQLite's limit of depth.
  static func joined(_ parts: [SQLText], _ name: LogicalOperator) -> SQLText {
    var parts = parts
    while parts.count > 1 {
      parts = stride(from: 0, to: parts.count, by: Self.chainLength).map { start in
        let part = parts[start..<min(start + Self.chainLength, parts.count)]
        return "(\(part.joined(separator: name == .and ? " AND " : " OR ")))"
      }
    }
    return parts.first ?? "1"
  }

  private static let chainLength = 300

  private static func collect(
    _ name: LogicalOperator, _ expression: BoundExpression, _ operands: inout [BoundExpression]
  ) {
    guard case .logical(name, let left, let right) = expression.kind else {
      return operands.append(expression)
    }
    collect(name, left, &operands)
    collect(name, right, &operands)
  }

  // MARK: collections

  private mutating func any(_ collection: CollectionPath, _ lambda: BoundLambda?) -> SQLText {
    guard var source = source(of: collection) else { return "0" }
    if let lambda {
      source.conditions.append(condition(lambda.predicate, ofElement: source.place, number: lambda.variable))
    }
    return "EXISTS (SELECT 1 FROM \(source.from)\(source.whereSQL))"
  }

  /// No element for which the predicate is false or null.
  private mutating func all(_ collection: CollectionPath, _ lambda: BoundLambda) -> SQLText {
    guard var source = source(of: collection) else { return "1" }
    let predicate = withElement(source.place, lambda.variable) { $0.truth(lambda.predicate) }
    source.conditions.append("\(predicate) IS NOT TRUE")
    return "(NOT EXISTS (SELECT 1 FROM \(source.from)\(source.whereSQL)))"
  }

  mutating func count(_ collection: CollectionPath, _ search: BoundSearch?) -> SQLText {
    guard var source = source(of: collection) else { return "0" }
    if let search {
      source.conditions.append(withElement(source.place, -1) { $0.search(search) })
    }
    return "(SELECT count(*) FROM \(source.from)\(source.whereSQL))"
  }

  private mutating func contained(_ left: BoundExpression, _ collection: CollectionPath) -> SQLText {
    guard var source = source(of: collection), case .element(let leaf) = source.place else { return "0" }
    let form = ComparisonForm(
      left.type.isNull ? collection.element : left.type, [sample(left), .leaf(leaf)], ordering: false)
    source.conditions.append("\(sql(leaf, form)) IS \(sql(left, form))")
    return "EXISTS (SELECT 1 FROM \(source.from)\(source.whereSQL))"
  }

  // MARK: isof

  private mutating func isOf(_ operand: BoundExpression, _ type: ValueType) -> SQLText {
    switch (operand.kind, type) {
    case (.member(var path), .structured(let structured)):
      guard case .structured(let declared) = operand.type,
        structured.isKind(of: declared) || declared.isKind(of: structured)
      else { return "0" }
      if path.steps.isEmpty { return "(\(isOf(structured, place(path.root))))" }
      path.steps.append(.cast(structured))
      return "(\(leaf(path, type: type).sql) IS NOT NULL)"
    default:
      return operand.type.isContained(in: type) ? "(\(value(operand)) IS NOT NULL)" : "0"
    }
  }
}

extension ValueType {
  var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// Whether each value of this type is one of the other.
  fileprivate func isContained(in other: ValueType) -> Bool {
    if self == other { return true }
    guard let rank = primitive?.numericRank, let wider = other.primitive?.numericRank else { return false }
    return rank <= wider
  }
}
