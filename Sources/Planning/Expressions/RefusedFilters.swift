import EntityModel
import GraphContract
import OData

/// Where a workload does not restrict filters, a property whose `Filterable` names no operator is refused all the same.
enum RefusedFilters {
  /// - Throws: `QueryFailure.filterRefused`
  static func check(_ filter: BoundExpression) throws(QueryFailure) {
    if case .comparison(let name, let left, let right) = filter.kind {
      try check(name, left, right)
      try check(name, right, left)
    }
    if let property = refused(filter) {
      throw .filterRefused(name: property, operator: "", value: "")
    }
    for operand in filter.operands { try check(operand) }
  }

  private static func check(
    _ name: ComparisonOperator, _ side: BoundExpression, _ other: BoundExpression
  ) throws(QueryFailure) {
    guard let property = refused(side) else { return }
    throw .filterRefused(name: property, operator: name.name, value: other.constant?.plainText ?? "")
  }

  /// The way to a property that cannot be filtered by.
  private static func refused(_ expression: BoundExpression) -> String? {
    guard case .member(let path) = expression.kind, case .property(let property, _)? = path.steps.last,
      property.traits.filterRule?.isEmpty == true
    else { return nil }
    return path.memberNames.joined(separator: "/")
  }
}

extension ComparisonOperator {
  /// As the service calls it in messages.
  fileprivate var name: String {
    switch self {
    case .equal: "Equals"
    case .notEqual: "NotEquals"
    case .greaterThan: "GreaterThan"
    case .greaterOrEqual: "GreaterThanOrEqual"
    case .lessThan: "LessThan"
    case .lessOrEqual: "LessThanOrEqual"
    }
  }
}

extension Constant {
  /// Without quotes.
  fileprivate var plainText: String {
    switch self {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .string(let text), .guid(let text), .binary(let text): text
    case .integer(let value), .ticks(let value): String(value)
    case .real(let value): String(value)
    case .enumeration(let names, _): names
    }
  }
}
