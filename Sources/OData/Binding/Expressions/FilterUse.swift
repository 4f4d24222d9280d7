/// One thing that a filter asks of a property, for services that support some operators on some properties only
/// (graph-platform 1.10).
package struct FilterUse: Sendable, Equatable {
  /// Names of the way to the property, through collections too: `["assignedLicenses", "skuId"]`.
  package let path: [String]
  package let operation: Operation
  /// It stands inside `not`.
  package let isNegated: Bool

  package enum Operation: Sendable, Equatable {
    /// `eq`, `ne`, `gt` and the like with a value
    case comparison(ComparisonOperator)
    /// `eq null`, `ne null`
    case null(ComparisonOperator)
    case `in`
    case has
    /// `startswith` and whatever other function the property is the first argument of
    case function(Function)
    /// A Boolean property alone
    case truth
    /// `…/any(…)`, of the collection itself
    case any
    case all
    /// `…/$count`
    case count
    /// Arithmetic, `cast`, `isof`, or a value that something else is compared with
    case value
  }
}

extension BoundExpression {
  /// Everything that the expression asks of properties, in the order of the text.
  package var uses: [FilterUse] {
    var walk = FilterUseWalk()
    walk.visit(self)
    return walk.uses
  }
}

private struct FilterUseWalk {
  var uses: [FilterUse] = []
  private var isNegated = false
  /// Ways to the collections that the lambdas around are about, by number.
  private var variables: [Int: [String]] = [:]

  mutating func visit(_ expression: BoundExpression) {
    switch expression.kind {
    case .member(let path): add(path, .truth)
    case .not(let operand): negated { $0.visit(operand) }
    case .comparison(let name, let left, let right): comparison(name, left, right)
    case .among(let left, _): visit(operand: left, .in)
    case .contained(let value, let collection):
      visit(operand: value, .value)
      visit(collection, .in)
    case .has(let left, let right):
      visit(operand: left, .has)
      visit(operand: right, .value)
    case .call(let function, let operands): call(function, operands)
    case .any(let collection, let lambda):
      visit(collection, .any)
      lambda.map { visit($0, collection) }
    case .all(let collection, let lambda):
      visit(collection, .all)
      visit(lambda, collection)
    case .count(let collection, _): visit(collection, .count)
    case .logical(_, let left, let right):
      visit(left)
      visit(right)
    case .constant, .computed, .negation, .arithmetic, .cast, .isOf, .conditional:
      for operand in expression.operands { visit(operand: operand, .value) }
    }
  }

  /// An operand of something that is no condition of its own.
  private mutating func visit(operand: BoundExpression, _ operation: FilterUse.Operation) {
    if case .member(let path) = operand.kind { add(path, operation) } else { visit(operand) }
  }

  private mutating func comparison(
    _ name: ComparisonOperator, _ left: BoundExpression, _ right: BoundExpression
  ) {
    let operation = left.isNull || right.isNull ? FilterUse.Operation.null(name) : .comparison(name)
    visit(operand: left, operation)
    visit(operand: right, operation)
  }

  private mutating func call(_ function: Function, _ operands: [BoundExpression]) {
    for (index, operand) in operands.enumerated() {
      visit(operand: operand, index == 0 ? .function(function) : .value)
    }
  }

  // MARK: collections

  private mutating func visit(_ collection: CollectionPath, _ operation: FilterUse.Operation) {
    add(collection.path, operation)
    for filter in collection.filters { visit(filter, collection) }
  }

  private mutating func visit(_ lambda: BoundLambda, _ collection: CollectionPath) {
    let outer = variables
    variables[lambda.variable] = names(collection.path)
    visit(lambda.predicate)
    variables = outer
  }

  private mutating func negated(_ visit: (inout FilterUseWalk) -> Void) {
    isNegated.toggle()
    visit(&self)
    isNegated.toggle()
  }

  private mutating func add(_ path: MemberPath, _ operation: FilterUse.Operation) {
    let names = names(path)
    guard !names.isEmpty else { return }
    uses.append(FilterUse(path: names, operation: operation, isNegated: isNegated))
  }

  private func names(_ path: MemberPath) -> [String] {
    switch path.root {
    // A predicate without a variable sees its element as the item.
    case .item: (variables[-1] ?? []) + path.memberNames
    case .variable(let number, _): (variables[number] ?? []) + path.memberNames
    case .set(let name, _): ["$root", name] + path.memberNames
    }
  }
}
