extension BoundExpression {
  /// The expressions that it is directly made of, those of lambdas included.
  package var operands: [BoundExpression] {
    switch kind {
    case .constant, .member, .computed: []
    case .not(let operand), .negation(let operand), .cast(let operand), .isOf(let operand, _): [operand]
    case .logical(_, let left, let right), .comparison(_, let left, let right),
      .arithmetic(_, let left, let right),
      .has(let left, let right):
      [left, right]
    case .among(let left, let items): [left] + items
    case .contained(let left, let collection): [left] + collection.predicates
    case .call(_, let arguments): arguments
    case .conditional(let branches): branches.flatMap { [$0.condition, $0.value] }
    case .any(let collection, let lambda): collection.predicates + (lambda.map { [$0.predicate] } ?? [])
    case .all(let collection, let lambda): collection.predicates + [lambda.predicate]
    case .count(let collection, _): collection.predicates
    }
  }
}

extension CollectionPath {
  fileprivate var predicates: [BoundExpression] { filters.map(\.predicate) }
}
