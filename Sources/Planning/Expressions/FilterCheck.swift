import EntityModel
import GraphContract
import OData

/// Holds a filter against what the model says of its properties, where the workload restricts filters
/// (graph-platform 1.7 and 1.10, cloud-licensing ED-31).
struct FilterCheck {
  let contract: Contract
  /// The type of the list, for messages.
  let type: StructuredType
  let isAdvanced: Bool
  /// The list is filtered only as an advanced query, whatever by.
  let needsAdvanced: Bool
  /// Unless it is by `id eq` and `id in` alone.
  var takesIdentifiers = false
  /// Where the public tables disagree, the newer one counts.
  let isStrict: Bool

  func check(_ filter: BoundExpression) throws {
    try checkShape(filter)
    if contract.conventions.hasAdvancedQueries { try checkLength(filter) }
    let uses = filter.uses
    for use in uses { try check(use) }
    if needsAdvanced, uses.isEmpty || !uses.allSatisfy(isPlain) { try demandAdvanced("filter") }
  }

  // MARK: Properties

  private func check(_ use: FilterUse) throws {
    guard !use.followsReference || !contract.conventions.hasAdvancedQueries,
      let rule = use.rule
    else {
      throw unsupported(use)
    }
    guard let (operation, name) = use.operation.asked, let support = rule[operation, strictly: isStrict]
    else {
      throw unsupported(use)
    }
    guard contract.conventions.hasAdvancedQueries else { return }
    if support == .advanced || needsAdvanced && !isPlain(use) || use.operation.isInequality {
      try demandAdvanced(name)
    }
  }

  private func isPlain(_ use: FilterUse) -> Bool {
    if use.operation == .count { return use.rule?[.count, strictly: isStrict] == .always }
    return takesIdentifiers && use.path == ["id"] && use.operation.findsByValue
  }

  private func unsupported(_ use: FilterUse) -> QueryFailure {
    .filterNotSupported(name: use.path.joined(separator: "/"), type: use.declaring ?? type)
  }

  private func demandAdvanced(_ name: String) throws {
    guard isAdvanced || !contract.conventions.hasAdvancedQueries else {
      throw QueryFailure.operatorNeedsAdvanced(name)
    }
  }

  // MARK: Shape

  /// Arithmetic and functions are not served, nor what compares two properties.
  private func checkShape(_ expression: BoundExpression) throws {
    switch expression.kind {
    case .constant, .member, .computed, .any(_, nil), .count: break
    case .logical(_, let left, let right):
      try checkShape(left)
      try checkShape(right)
    case .not(let operand):
      try checkShape(operand)
      try demandAdvanced("Not")
    case .comparison(let name, let left, let right): try checkComparison(name, left, right)
    case .among(let left, _): try checkMember(left)
    case .any(_, let lambda?): try checkShape(lambda.predicate)
    case .call(.startswith, let arguments), .call(.endswith, let arguments):
      try checkMember(arguments[0])
      guard arguments[1].constant != nil else { throw QueryFailure.filterNotServed }
    case .isOf(let operand, _): try checkMember(operand)
    case .negation, .arithmetic, .has, .contained, .call, .cast, .conditional, .all:
      throw QueryFailure.filterNotServed
    }
  }

  private func checkComparison(
    _ name: ComparisonOperator, _ left: BoundExpression, _ right: BoundExpression
  ) throws {
    let sides = left.constant == nil ? (left, right) : (right, left)
    guard let constant = sides.1.constant else { throw QueryFailure.filterNotServed }
    guard case .count(let collection, _) = sides.0.kind else { return try checkMember(sides.0) }
    if collection.endsInObjects, name == .greaterThan, constant == .integer(0) { return }
    // Whether there is none, or one: more is not counted.
    guard name.isEquality, constant == .integer(0) || constant == .integer(1) else {
      throw QueryFailure.filterNotServed
    }
    if collection.endsInObjects { try demandAdvanced("$count") }
  }

  private func checkMember(_ expression: BoundExpression) throws {
    switch expression.kind {
    case .member, .constant: break
    default: throw QueryFailure.filterNotServed
    }
  }

  // MARK: Length

  private static let clauseLimit = 15

  /// A chain of one operator joins few clauses, and a list is a chain of comparisons.
  private func checkLength(_ expression: BoundExpression) throws {
    switch expression.kind {
    case .logical(let name, _, _): try checkLength(clauses(expression, name), name.rawValue)
    case .among(_, let items): try checkLength(items.count, LogicalOperator.or.rawValue)
    default: break
    }
    for operand in expression.operands { try checkLength(operand) }
  }

  private func clauses(_ expression: BoundExpression, _ name: LogicalOperator) -> Int {
    guard case .logical(name, let left, let right) = expression.kind else { return 1 }
    return clauses(left, name) + clauses(right, name)
  }

  private func checkLength(_ count: Int, _ name: String) throws {
    guard count <= Self.clauseLimit else {
      throw QueryFailure.tooManyClauses(operator: name, count: count, limit: Self.clauseLimit)
    }
  }
}

extension CollectionPath {
  /// `appRoleAssignments/$count gt 0` is documented, and without advanced parameters (page "List a user's direct
  /// memberships", example 6); `assignedLicenses/$count gt 0` is not.
  fileprivate var endsInObjects: Bool {
    guard case .navigation? = path.steps.last else { return false }
    return true
  }
}

extension FilterUse.Operation {
  /// What is asked in the words of the model, and the operator as messages call it; nil for what none serves.
  fileprivate var asked: (FilterRule.Operator, String)? {
    switch self {
    case .comparison(let name): (name.rule, name.rawValue)
    case .null(let name): name.isEquality ? (.null, name.rawValue) : nil
    case .in: (.in, "in")
    case .function(.startswith): (.startsWith, "startsWith")
    case .function(.endswith): (.endsWith, "endsWith")
    case .truth: (.equal, "eq")
    case .any: (.any, "any")
    case .count: (.count, "$count")
    case .function, .has, .all, .value: nil
    }
  }

  fileprivate var findsByValue: Bool {
    switch self {
    case .comparison(.equal), .in: true
    default: false
    }
  }

  fileprivate var isInequality: Bool {
    switch self {
    case .comparison(.notEqual), .null(.notEqual): true
    default: false
    }
  }
}

extension ComparisonOperator {
  fileprivate var rule: FilterRule.Operator {
    switch self {
    case .equal, .notEqual: .equal
    case .greaterThan, .greaterOrEqual: .greater
    case .lessThan, .lessOrEqual: .less
    }
  }
}
