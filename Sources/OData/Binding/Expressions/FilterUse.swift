package import EntityModel

/// One thing that a filter asks of a property, for services that support some operators on some properties only
/// (graph-platform 1.10).
package struct FilterUse: Sendable {
  /// Names of the way to the property, through collections too: `["assignedLicenses", "skuId"]`.
  package let path: [String]
  /// The last property of the way; nil for an object or a collection of objects.
  package let property: Property?
  /// What the model lets it be asked: the rule of the property, or of the collection that the way ends in.
  package let rule: FilterRule?
  /// The type that declares the first property when the list's own does not.
  package let declaring: StructuredType?
  /// The way leads through another object, and does not end with it.
  package let followsReference: Bool
  package let operation: Operation

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

/// What a predicate about elements begins with.
private struct FilterUseWay {
  var names: [String] = []
  var property: Property?
  var rule: FilterRule?
  var declaring: StructuredType?
  var followsReference = false
  private var isAtReference = false

  mutating func follow(_ path: MemberPath) {
    names += path.memberNames
    for step in path.steps {
      switch step {
      case .property(let property, let declaring):
        if self.property == nil { self.declaring = self.declaring ?? declaring.first }
        self.property = property
        rule = property.traits.filterRule
        leave()
      case .navigation(let navigation, _, let declaring):
        self.declaring = self.declaring ?? declaring.first
        property = nil
        rule = navigation.traits.filterRule
        leave()
        isAtReference = true
      case .cast, .key: break
      }
    }
  }

  /// What a way ends in it asks of the object it began at; what lies beyond is another's.
  private mutating func leave() {
    followsReference = followsReference || isAtReference
    isAtReference = false
  }
}

private struct FilterUseWalk {
  var uses: [FilterUse] = []
  /// Ways to the collections that the lambdas around are about, by number.
  private var variables: [Int: FilterUseWay] = [:]

  mutating func visit(_ expression: BoundExpression) {
    switch expression.kind {
    case .member(let path): add(path, .truth)
    case .not(let operand): visit(operand)
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
    variables[lambda.variable] = way(collection.path)
    visit(lambda.predicate)
    variables = outer
  }

  private mutating func add(_ path: MemberPath, _ operation: FilterUse.Operation) {
    let way = way(path)
    guard !way.names.isEmpty else { return }
    uses.append(
      FilterUse(
        path: way.names, property: way.property, rule: way.rule, declaring: way.declaring,
        followsReference: way.followsReference, operation: operation))
  }

  private func way(_ path: MemberPath) -> FilterUseWay {
    var way = FilterUseWay()
    switch path.root {
    // A predicate without a variable sees its element as the item.
    case .item: way = variables[-1] ?? way
    case .variable(let number, _): way = variables[number] ?? way
    case .set(let name, _): way.names = ["$root", name]
    }
    way.follow(path)
    return way
  }
}
