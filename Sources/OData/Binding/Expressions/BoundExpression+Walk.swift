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

  /// The paths that it follows itself, those of its operands left out.
  package var paths: [MemberPath] {
    switch kind {
    case .member(let path): [path]
    case .contained(_, let collection), .any(let collection, _), .all(let collection, _),
      .count(let collection, _):
      [collection.path]
    case .constant, .computed, .not, .negation, .cast, .isOf, .logical, .comparison, .arithmetic, .has,
      .among,
      .call, .conditional:
      []
    }
  }
}

extension CollectionPath {
  fileprivate var predicates: [BoundExpression] { filters.map(\.predicate) }
}
